import { execFile } from "node:child_process";
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ReviewReport } from "../../../../src/vocabulary/index.ts";
import { holdfast, type Ran } from "../../../servers/cli/command-line.ts";

/** What stands in a file outside of the repository: it may appear in no output. */
export const SECRET = "canary-5d1f0e7b-outside-of-the-tree";

/** Files by path: their content; null takes a file away. */
export type Edits = Readonly<Record<string, string | Buffer | null>>;

export interface Sprung extends Ran {
  /** Null where the run ended without a report. */
  readonly report: ReviewReport | null;
  /** What is there that was not, or is not as it was: in HOME, TMPDIR, the repository with its .git, and beside them. */
  readonly touched: readonly string[];
}

/**
 * A repository of whoever opens a pull request, with everything around it in one folder: `home`, `tmp`, and `outside`
 * with a secret. The program runs as a process of its own, so that its memory can be watched.
 */
export class Trap implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(files: Edits): Promise<Trap> {
    const trap = new Trap(await mkdtemp(join(tmpdir(), "holdfast-trap-")));
    for (const name of ["repository", "home", "tmp", "outside"]) await mkdir(trap.path(name));
    await writeFile(trap.path("outside/secret.yaml"), `stolen: ${SECRET}\n`);
    await trap.git("init", "--quiet", "--initial-branch=main");
    await trap.commit(files);
    return trap;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async link(target: string, path: string): Promise<void> {
    const file = this.path(`repository/${path}`);
    await rm(file, { force: true, recursive: true });
    await mkdir(dirname(file), { recursive: true });
    await symlink(target, file);
  }

  async write(edits: Edits): Promise<void> {
    for (const [path, content] of Object.entries(edits)) {
      const file = this.path(`repository/${path}`);
      await mkdir(dirname(file), { recursive: true });
      await rm(file, { force: true });
      if (content !== null) await writeFile(file, content);
    }
  }

  async commit(edits: Edits, author = "Ada"): Promise<void> {
    await this.write(edits);
    await this.git("add", "--all");
    const who = ["-c", `user.name=${author}`, "-c", "user.email=ada@example.test"];
    await this.git(...who, "commit", "--quiet", "--allow-empty", "--message", "Change");
  }

  async git(...args: readonly string[]): Promise<string> {
    const { PATH } = process.env;
    const env = { PATH, HOME: this.path("home"), GIT_CONFIG_NOSYSTEM: "1" };
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.test"];
    const { stdout } = await promisify(execFile)("git", [...who, ...args], { cwd: this.path("repository"), env });
    return stdout.trim();
  }

  /** Reviews the last commit, or whatever the arguments name. */
  async spring(args: readonly string[] = ["--base", "main~1", "--head", "main"], output = "json"): Promise<Sprung> {
    const { PATH, HOLDFAST_HELM } = process.env;
    const own = { HOME: this.path("home"), TMPDIR: this.path("tmp"), NODE_DISABLE_COMPILE_CACHE: "1" };
    const env = { PATH, HOLDFAST_HELM, ...own };
    const before = await this.#listing();
    const cwd = this.path("repository");
    const ran = await holdfast(["review", ...args, "--output", output], { cwd, env, watch: true });
    const after = await this.#listing();
    const names = new Set([...before.keys(), ...after.keys()]);
    const touched = [...names].filter((name) => before.get(name) !== after.get(name)).toSorted();
    const report = output === "json" && ran.stdout.startsWith("{") ? (JSON.parse(ran.stdout) as ReviewReport) : null;
    return { ...ran, report, touched };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Content and time of everything but Holdfast's own cache; what came and went is not seen. */
  async #listing(): Promise<Map<string, string>> {
    const names = await readdir(this.folder, { recursive: true });
    const entries = names
      .filter((name) => !name.startsWith("home/.cache"))
      .map(async (name) => [name, await stateOf(this.path(name))] as const);
    return new Map(await Promise.all(entries));
  }
}

async function stateOf(file: string): Promise<string> {
  // A name that is not UTF-8 is not found again.
  const stats = await lstat(file).catch(() => null);
  if (stats === null || stats.isDirectory()) return "folder";
  const isSmall = stats.isFile() && stats.size < 100_000;
  return `${stats.size} ${stats.mtimeMs} ${isSmall ? await readFile(file, "base64") : ""}`;
}

/** Everything that could not be read, in one text. */
export function unreadIn({ report }: Sprung): string {
  const all = report?.environments.flatMap(({ unreadable }) => unreadable) ?? [];
  return [...new Set(all.map(({ what, why }) => `${what}: ${why}`))].join("\n");
}
