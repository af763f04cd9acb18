import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { holdfast, type Ran, type RunOptions } from "./command-line.ts";

const run = promisify(execFile);
const AUTHOR = ["-c", "user.name=tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"];

/** Files of a repository, by path; an object is written as JSON, which is YAML too. */
export type Files = Readonly<Record<string, string | object>>;

/** A temporary git repository to run `holdfast` in, with a home, a cache and a temporary folder of its own. */
export class Workplace implements AsyncDisposable {
  readonly root: string;
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.root = join(folder, "repository");
  }

  static async open(files: Files): Promise<Workplace> {
    const place = new Workplace(await mkdtemp(join(tmpdir(), "holdfast-cli-")));
    for (const folder of [place.root, place.temporary, join(place.#folder, "home")]) await mkdir(folder);
    await run("git", ["init", "--quiet", "--initial-branch=main"], { cwd: place.root });
    await place.write(files);
    await place.commit();
    return place;
  }

  /** The TMPDIR of what runs here. */
  get temporary(): string {
    return join(this.#folder, "tmp");
  }

  get env(): NodeJS.ProcessEnv {
    const home = join(this.#folder, "home");
    const { PATH, HOLDFAST_HELM } = process.env;
    return {
      PATH,
      HOLDFAST_HELM,
      HOME: home,
      XDG_CACHE_HOME: join(home, ".cache"),
      TMPDIR: this.temporary,
      // Compiled sources, as Node keeps them for every run.
      NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
    };
  }

  async write(files: Files): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.root, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
    }
  }

  /** Commits everything. @returns the commit's id. */
  async commit(): Promise<string> {
    await run("git", ["add", "--all"], { cwd: this.root });
    await run("git", [...AUTHOR, "commit", "--quiet", "--allow-empty", "--message", "Change"], { cwd: this.root });
    return (await run("git", ["rev-parse", "HEAD"], { cwd: this.root })).stdout.trim();
  }

  holdfast(args: readonly string[], options: Partial<RunOptions> = {}): Promise<Ran> {
    const { env, ...rest } = options;
    return holdfast(args, { cwd: this.root, ...rest, env: { ...this.env, ...env } });
  }

  /** Everything that lies in a folder of this place, as text, by path. */
  async contents(folder: string): Promise<ReadonlyMap<string, string>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, "latin1")] as const)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
