import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { loadConfig } from "../../../src/config/index.ts";
import { openRepository } from "../../../src/git/index.ts";
import { createScrubber } from "../../../src/masking/index.ts";
import { createProvenanceFinder } from "../../../src/provenance/index.ts";
import { createRenderer, locateHelm } from "../../../src/render/index.ts";
import { type ReviewRequest, review } from "../../../src/review/index.ts";
import type { ReviewedEnvironment, ReviewReport } from "../../../src/vocabulary/index.ts";

const run = promisify(execFile);

/** Files by path: text, an object that is written as JSON, or null for a file that is taken away. */
export type Edits = Readonly<Record<string, string | object | null>>;

/** A temporary git repository whose changes are reviewed with a real git and a real Helm. */
export class ReviewPlace implements AsyncDisposable {
  readonly root: string;
  readonly #folder: string;

  private constructor(folder: string, root: string) {
    this.#folder = folder;
    this.root = root;
  }

  static async open(files: Edits): Promise<ReviewPlace> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-review-"));
    const place = new ReviewPlace(folder, join(folder, "repository"));
    await mkdir(place.root);
    await place.git("init", "--quiet", "--initial-branch=main");
    await place.commit(files);
    return place;
  }

  async write(edits: Edits): Promise<void> {
    for (const [path, content] of Object.entries(edits)) {
      const file = join(this.root, path);
      if (content === null) await rm(file);
      else {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`);
      }
    }
  }

  /** Writes files and commits everything. @returns the commit. */
  async commit(edits: Edits): Promise<string> {
    await this.write(edits);
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--allow-empty", "--message", "Change");
    return this.git("rev-parse", "HEAD");
  }

  /** Makes a symbolic link; `commit` takes it up. */
  async link(target: string, path: string): Promise<void> {
    await symlink(target, join(this.root, path));
  }

  async git(...args: readonly string[]): Promise<string> {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.test", "-c", "protocol.file.allow=always"];
    const { stdout } = await run("git", [...who, ...args], { cwd: this.root, env });
    return stdout.trim();
  }

  /** A clone of this place that knows only the last commits of all branches. */
  async shallowClone(depth: number): Promise<ReviewPlace> {
    const root = join(this.#folder, `clone-${depth}`);
    await this.git("clone", "--quiet", `--depth=${depth}`, "--no-single-branch", `file://${this.root}`, root);
    return new ReviewPlace(this.#folder, root);
  }

  async review(base: string, head: string, more: Partial<ReviewRequest> = {}): Promise<ReviewReport> {
    const config = await loadConfig(join(this.root, "holdfast.yaml"));
    const [repository, helm] = await Promise.all([
      openRepository(this.root),
      locateHelm({ env: process.env, pinned: null }),
    ]);
    const cacheDir = join(this.#folder, "cache");
    const renderer = createRenderer({
      ...config.helm,
      helm,
      cacheDir,
      env: process.env,
      concurrency: 2,
      remember: true,
    });
    try {
      return await review(
        { config, environments: config.environments, base, head, scope: EVERYTHING, baseline: null, ...more },
        {
          repository,
          renderer,
          scrubber: createScrubber(),
          provenance: createProvenanceFinder({ repository, renderer }),
          now: () => new Date("2026-11-24T06:00:00Z"),
          progress: () => {},
          live: null,
        },
      );
    } finally {
      await Promise.all([renderer.dispose(), repository.dispose()]);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const EVERYTHING: ReviewRequest["scope"] = {
  applications: null,
  systems: null,
  namespaces: null,
  kinds: null,
  severity: null,
};

/** What happens to which resource, by environment: `dev: changed ConfigMap/web /data/colour`. */
export function told({ environments }: ReviewReport): string[] {
  return environments.flatMap(({ name, resources }) =>
    resources.map(({ change, resource, fields }) => {
      const paths = change === "changed" ? fields.map(({ keyedPath }) => ` ${keyedPath}`).join("") : "";
      return `${name}: ${change} ${resource.kind}/${resource.name}${paths}`;
    }),
  );
}

/** What becomes of which application: `dev: web added`. */
export function applications({ environments }: ReviewReport): string[] {
  return environments.flatMap(({ name, applications }) =>
    applications.map((application) => `${name}: ${application.name} ${application.change}`),
  );
}

/** Findings with their values lines: `unread-value web.yaml:2`. */
export function reasons(findings: ReviewedEnvironment["findings"]): string[] {
  return findings.map(({ reason, provenance }) =>
    provenance === null ? `${reason}` : `${reason} ${provenance.file}:${provenance.line}`,
  );
}

/** The environment of that name. */
export function environmentIn({ environments }: ReviewReport, name: string): ReviewedEnvironment {
  const found = environments.find((environment) => environment.name === name);
  if (found === undefined) throw new Error(`the report has no environment ${name}`);
  return found;
}

/** Renders of Helm, probes aside. */
export function plainRenders({ stats }: ReviewReport): number {
  return stats.renders - stats.probes;
}
