import { runCommand } from "../../../kube/assets/run.ts";

/** Nothing of the machine's own configuration reaches these repositories. */
const ENVIRONMENT = {
  ...process.env,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.test",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.test",
};

export interface CommitRequest {
  readonly branch: string;
  /** A branch or commit to begin from where the branch does not exist. */
  readonly from?: string;
  /** A null content deletes the file. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly message?: string;
}

/** A bare repository on disk. */
export class BareRepository {
  readonly folder: string;
  readonly #answers = new Map<string, Promise<string>>();

  constructor(folder: string) {
    this.folder = folder;
  }

  async create(defaultBranch: string): Promise<void> {
    await this.git(["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, this.folder]);
  }

  async git(args: readonly string[], input: { stdin?: string; env?: NodeJS.ProcessEnv } = {}): Promise<string> {
    const { stdout } = await runCommand({
      program: "git",
      args: args[0] === "init" ? args : ["-C", this.folder, "-c", "core.quotePath=false", ...args],
      env: { ...ENVIRONMENT, ...input.env },
      ...(input.stdin !== undefined && { stdin: input.stdin }),
    });
    return stdout;
  }

  /** The answer of a command that names its commits by their hashes, which never changes. */
  fixed(...args: string[]): Promise<string> {
    const key = args.join("\0");
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = this.git(args);
    this.#answers.set(key, answer);
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }

  /** The commit that a branch, tag or hash names; null where there is none. */
  async resolve(revision: string): Promise<string | null> {
    const { code, stdout } = await runCommand({
      program: "git",
      args: ["-C", this.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`],
      env: ENVIRONMENT,
      codes: [0, 1, 128],
    });
    return code === 0 ? stdout.trim() : null;
  }

  /** Makes the objects of another repository known here. */
  async fetchFrom(other: BareRepository): Promise<void> {
    if (other === this) return;
    await this.git(["fetch", "--quiet", "--no-tags", other.folder, "+refs/heads/*:refs/forks/*"]);
  }

  /** Commits to a branch without a checkout, and gives the commit. */
  async commit(request: CommitRequest): Promise<string> {
    const ref = `refs/heads/${request.branch}`;
    const parent = (await this.resolve(ref)) ?? (await this.resolve(request.from ?? "HEAD"));
    const index = { GIT_INDEX_FILE: `${this.folder}/index-${crypto.randomUUID()}` };
    await this.git(parent === null ? ["read-tree", "--empty"] : ["read-tree", parent], { env: index });
    const lines: string[] = [];
    for (const [path, content] of Object.entries(request.files)) {
      const blob = content === null ? null : await this.git(["hash-object", "-w", "--stdin"], { stdin: content });
      lines.push(blob === null ? `0 ${"0".repeat(40)}\t${path}\0` : `100644 ${blob.trim()}\t${path}\0`);
    }
    await this.git(["update-index", "-z", "--index-info"], { env: index, stdin: lines.join("") });
    const tree = (await this.git(["write-tree"], { env: index })).trim();
    const parents = parent === null ? [] : ["-p", parent];
    const made = await this.git(["commit-tree", tree, ...parents, "-m", request.message ?? "Change values"]);
    await this.git(["update-ref", ref, made.trim()]);
    return made.trim();
  }
}
