import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadConfig } from "../../../src/config/index.ts";
import { openRepository } from "../../../src/git/index.ts";
import { createScrubber } from "../../../src/masking/index.ts";
import { createProvenanceFinder } from "../../../src/provenance/index.ts";
import type { Renderer } from "../../../src/render/index.ts";
import { review } from "../../../src/review/index.ts";
import type { ReviewedLine, ReviewReport } from "../../../src/vocabulary/index.ts";

export type Files = Readonly<Record<string, string>>;

/** What becomes of a file: its new text, or null where it goes. */
export type Edits = Readonly<Record<string, ((text: string) => string) | string | null>>;

/** A git repository with everything committed, in which changes are made and reviewed. */
export class LinesGround implements AsyncDisposable {
  readonly root: string;
  readonly #renderer: Renderer;

  private constructor(root: string, renderer: Renderer) {
    this.root = root;
    this.#renderer = renderer;
  }

  static async open(files: Files, renderer: Renderer): Promise<LinesGround> {
    const root = await realpath(await mkdtemp(join(tmpdir(), "holdfast-lines-")));
    const ground = new LinesGround(root, renderer);
    ground.#git("init", "-q", "-b", "main");
    await ground.#commit(files);
    return ground;
  }

  /** The review of these edits as one commit. */
  async review(edits: Edits, moves: Files = {}): Promise<ReviewReport> {
    this.#git("checkout", "-qB", "change", "main");
    for (const [from, to] of Object.entries(moves)) {
      await mkdir(dirname(join(this.root, to)), { recursive: true });
      this.#git("mv", from, to);
    }
    const texts: Record<string, string> = {};
    for (const [file, edit] of Object.entries(edits)) {
      if (edit === null) await rm(join(this.root, file));
      else texts[file] = typeof edit === "string" ? edit : edit(await readFile(join(this.root, file), "utf8"));
    }
    await this.#commit(texts);
    return this.#reviewed();
  }

  /** The lines of that review in short. */
  async lines(edits: Edits, moves: Files = {}): Promise<readonly string[]> {
    return (await this.review(edits, moves)).lines.map(inShort);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  async #reviewed(): Promise<ReviewReport> {
    const [config, repository] = await Promise.all([
      loadConfig(join(this.root, "holdfast.yaml")),
      openRepository(this.root),
    ]);
    const renderer = this.#renderer;
    try {
      return await review(
        {
          config,
          environments: config.environments,
          base: "main",
          head: "change",
          scope: { applications: null, systems: null, namespaces: null, kinds: null, severity: "low" },
          baseline: null,
        },
        {
          repository,
          renderer,
          provenance: createProvenanceFinder({ repository, renderer }),
          scrubber: createScrubber(),
          now: () => new Date("2026-11-24T06:00:00Z"),
          progress: () => {},
          live: null,
        },
      );
    } finally {
      await repository.dispose();
    }
  }

  async #commit(files: Files): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.root, file)), { recursive: true });
      await writeFile(join(this.root, file), text);
    }
    this.#git("add", "-A");
    this.#git("commit", "-qm", "Change", "--allow-empty");
  }

  #git(...args: readonly string[]): void {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
    const author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
    execFileSync("git", [...author, ...args], { cwd: this.root, env });
  }
}

/** `values.yaml:3 color "red" -> "blue": 1 field in 1 resource in dev`; a minus before a line of the base. */
export function inShort({ file, side, line, key, before, after, reach }: ReviewedLine): string {
  const values = before === undefined && after === undefined ? "" : ` ${said(before)} -> ${said(after)}`;
  const place = `${file}:${side === "base" ? "-" : ""}${line}`;
  return `${place} ${key}${values}: ${reach.fields}/${reach.resources} ${reach.environments.join(" ")}`;
}

function said(value: unknown): string {
  return value === undefined ? "none" : JSON.stringify(value);
}
