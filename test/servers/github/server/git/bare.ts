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

  /** Runs git in the repository; gives what it printed. @throws Error when it fails. */
  async git(args: readonly string[], input: { readonly stdin?: string } = {}): Promise<string> {
    const { stdout } = await runCommand({
      program: "git",
      args: args[0] === "init" ? args : ["-C", this.folder, "-c", "core.quotePath=false", ...args],
      env: ENVIRONMENT,
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
    const head = [
      `commit ${ref}`,
      "committer Ada <ada@example.test> now",
      data(request.message ?? "Change values"),
      ...(parent === null ? [] : [`from ${parent}`]),
    ];
    const files = Object.entries(request.files).map(([path, content]) =>
      content === null ? `D ${quoted(path)}` : `M 100644 inline ${quoted(path)}\n${data(content)}`,
    );
    const stdin = `${[...head, ...files, "", "done"].join("\n")}\n`;
    await this.git(["fast-import", "--quiet", "--done", "--force", "--date-format=now"], { stdin });
    const made = await this.resolve(ref);
    if (made === null) throw new Error(`git made no commit on ${request.branch}`);
    return made;
  }
}

/** Text in the stream of fast-import, by its bytes. */
function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

/** A path in that stream, in which a line's end would end it. */
function quoted(path: string): string {
  return `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
