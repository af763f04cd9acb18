import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../../../src/config/index.ts";
import type { Scope } from "../../../../src/findings/index.ts";
import { openRepository } from "../../../../src/git/index.ts";
import { lint } from "../../../../src/lint/index.ts";
import { createScrubber } from "../../../../src/masking/index.ts";
import { createProvenanceFinder } from "../../../../src/provenance/index.ts";
import { createRenderer, type Helm, type Renderer } from "../../../../src/render/index.ts";
import type { Finding } from "../../../../src/vocabulary/index.ts";
import { OFFLINE } from "../../../servers/phalanx/lab/tree.ts";
import type { Mistake } from "./mistake.ts";

/** What lint finds, by environment. */
export type Found = ReadonlyMap<string, readonly Finding[]>;

/** What of a repository is looked at; whatever else is there is rendered for couplings alone. */
export interface Part {
  readonly environments: readonly string[];
  readonly applications: ReadonlySet<string>;
}

const EVERYTHING: Scope = { applications: null, systems: null, namespaces: null, kinds: null, severity: "low" };

/** A clean repository that mistakes are made in and linted. */
export class Ground implements AsyncDisposable {
  readonly root: string;
  readonly #cacheDir: string;
  /** One for all mistakes: what they leave alone is rendered once. */
  readonly #renderer: Renderer;
  readonly #close: () => Promise<void>;

  private constructor(
    root: string,
    { cacheDir, helm, close }: { cacheDir: string; helm: Helm; close: () => Promise<void> },
  ) {
    this.root = root;
    this.#cacheDir = cacheDir;
    this.#renderer = createRenderer({
      helm,
      cacheDir,
      concurrency: 2,
      kubeVersion: null,
      apiVersions: [],
      // A chart repository that answers on one machine and not on the next would change what is found.
      env: OFFLINE,
      remember: true,
    });
    this.#close = close;
  }

  /** `root` is a git repository with everything committed; `close` takes it away. */
  static async open(root: string, helm: Helm, close: () => Promise<void>): Promise<Ground> {
    const cacheDir = await mkdtemp(join(tmpdir(), "holdfast-truth-cache-"));
    return new Ground(root, { cacheDir, helm, close });
  }

  /** What lint finds in these applications of the working tree, above information, by environment. */
  async lint({ environments: names, applications }: Part): Promise<Found> {
    const config = await loadConfig(join(this.root, "holdfast.yaml"));
    const repository = await openRepository(this.root);
    const ports = {
      renderer: this.#renderer,
      repository,
      scrubber: createScrubber(),
      now: () => new Date(),
      progress: () => undefined,
    };
    const environments = config.environments.filter(({ name }) => names.includes(name));
    try {
      const report = await lint(
        { config, environments, revision: null, base: null, scope: { ...EVERYTHING, applications }, baseline: null },
        { ...ports, provenance: createProvenanceFinder(ports) },
      );
      return new Map(
        report.environments.map(({ name, findings }) => [name, findings.filter(({ severity }) => severity !== "info")]),
      );
    } finally {
      await repository.dispose();
    }
  }

  /** Lints with mistakes in the files, and takes them back. */
  async lintWith(mistakes: readonly Mistake[], part: Part): Promise<Found> {
    const texts = new Map(mistakes.flatMap((mistake) => [...mistake.texts]));
    const before = await Promise.all([...texts.keys()].map(async (file) => [file, await this.read(file)] as const));
    await this.#write(texts);
    try {
      return await this.lint(part);
    } finally {
      await this.#write(new Map(before));
    }
  }

  read(file: string): Promise<string> {
    return readFile(join(this.root, file), "utf8");
  }

  /** The texts of all files below a folder, by their path in the repository. */
  async texts(folder: string): Promise<ReadonlyMap<string, string>> {
    const entries = await readdir(join(this.root, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const read = files.map(async (file) => [file.slice(this.root.length + 1), await readFile(file, "utf8")] as const);
    return new Map(await Promise.all(read));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#renderer.dispose();
    await Promise.all([rm(this.#cacheDir, { recursive: true, force: true }), this.#close()]);
  }

  async #write(texts: ReadonlyMap<string, string>): Promise<void> {
    for (const [file, text] of texts) await writeFile(join(this.root, file), text);
  }
}
