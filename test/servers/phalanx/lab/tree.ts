import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Config, loadConfig, proposeConfig } from "../../../../src/config/index.ts";

const run = promisify(execFile);

/** No chart repository answers, on whatever machine: what needs one cannot be rendered. The API server is on loopback. */
export const OFFLINE: NodeJS.ProcessEnv = {
  ...process.env,
  HTTP_PROXY: "http://127.0.0.1:1",
  HTTPS_PROXY: "http://127.0.0.1:1",
  NO_PROXY: "127.0.0.1",
  http_proxy: "http://127.0.0.1:1",
  https_proxy: "http://127.0.0.1:1",
  no_proxy: "127.0.0.1",
};

/** The Phalanx tree, which is not part of this repository. */
export const ARCHIVE = join(import.meta.dirname, "../../../../../shared/phalanx.tar.gz");

/** False where the archive is missing: then these tests say so and do nothing. */
export const HAS_PHALANX = existsSync(ARCHIVE);

/** What a tree's holdfast.yaml says of every environment's cluster. */
export interface ClusterOfTree {
  readonly kubeconfig: string;
  readonly context: string;
}

/** Phalanx unpacked, a git repository with one commit on `main`, with a holdfast.yaml as `holdfast init` writes it. */
export class PhalanxTree implements AsyncDisposable {
  readonly root: string;
  readonly config: Config;
  readonly #folder: string;

  private constructor(folder: string, root: string, config: Config) {
    this.#folder = folder;
    this.root = root;
    this.config = config;
  }

  /** `repository` is the folder that git sees: the tree itself, or one with the tree as its folder `phalanx`. */
  static async unpack(cluster: ClusterOfTree, repository: "tree" | "above" = "tree"): Promise<PhalanxTree> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-phalanx-"));
    const above = join(folder, "repository");
    await mkdir(above);
    await run("tar", ["-xzf", ARCHIVE, "-C", above]);
    const root = join(above, "phalanx");
    const context = `context: ${cluster.context}\n      kubeconfig: ${JSON.stringify(cluster.kubeconfig)}`;
    const config = (await proposeConfig(root)).replaceAll(/context: \S+/g, context);
    await writeFile(join(root, "holdfast.yaml"), config);
    const tree = new PhalanxTree(folder, root, await loadConfig(join(root, "holdfast.yaml")));
    await tree.git("init", "--quiet", "--initial-branch=main", repository === "tree" ? root : above);
    await tree.commit("Unpack Phalanx");
    return tree;
  }

  /** A folder beside the repository, for caches and recordings. */
  beside(name: string): string {
    return join(this.#folder, name);
  }

  /** Runs git in the tree, whatever the machine's own configuration is. */
  async git(...args: readonly string[]): Promise<string> {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    const who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.test"];
    const { stdout } = await run("git", [...who, ...args], { cwd: this.root, env, maxBuffer: 1e8 });
    return stdout.trim();
  }

  /** Runs the command line of Holdfast in a folder of the tree. */
  async holdfast(folder: string, ...args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
    const env = { ...OFFLINE, XDG_CACHE_HOME: this.beside("cache-of-cli"), COLUMNS: "100" };
    const cli = join(import.meta.dirname, "../../../../src/cli/holdfast.ts");
    return await run(process.execPath, [cli, ...args], { cwd: join(this.root, folder), env, maxBuffer: 1e8 });
  }

  /** Commits everything. @returns the commit. */
  async commit(message: string): Promise<string> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", message);
    return await this.git("rev-parse", "HEAD");
  }

  /** Replaces text in a file of the tree. @throws Error when the text is not there. */
  async edit(file: string, from: string, to: string): Promise<void> {
    const path = join(this.root, file);
    const text = await readFile(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}`);
    await writeFile(path, text.replace(from, to));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
