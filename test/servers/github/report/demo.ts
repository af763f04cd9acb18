import { spawn } from "node:child_process";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunOptions } from "../../cli/command-line.ts";
import { Workplace } from "../../cli/workplace.ts";
import type { GitHubRepository, GitHubServer } from "../server/index.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..", "..");
const PROGRAM = join(ROOT, "src", "cli", "holdfast.ts");

/** What every run of the demo is asked for: the example environment as it was recorded. */
export const RECORDED = ["idfint", "--live", "environments/idfint/recording"];

export const BASELINE = "holdfast-baseline.json";

/** A copy of this repository's example environments, with a baseline that is not there yet. */
export async function openDemo(): Promise<Workplace> {
  const place = await Workplace.open({});
  for (const folder of ["charts", "environments", "schemas"]) {
    await cp(join(ROOT, folder), join(place.root, folder), { recursive: true });
  }
  const config = await readFile(join(ROOT, "holdfast.yaml"), "utf8");
  await place.write({ "holdfast.yaml": `${config}\nbaseline: ${BASELINE}\n`, ".gitignore": BASELINE });
  await place.commit();
  return place;
}

/** The environment variables of a run that writes to a repository. */
export function writingTo(server: GitHubServer, repository: GitHubRepository): NodeJS.ProcessEnv {
  const token = server.actionsToken(repository, { contents: "read", issues: "write" });
  return { GITHUB_API_URL: server.url, GITHUB_REPOSITORY: repository.fullName, GITHUB_TOKEN: token };
}

/** A run that goes on until it is stopped. */
export class Running {
  readonly #child;
  readonly #ended: Promise<number>;
  stdout = "";
  stderr = "";

  constructor(args: readonly string[], { cwd, env }: Pick<RunOptions, "cwd" | "env">) {
    this.#child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child.stdout.on("data", (chunk: Buffer) => (this.stdout += chunk.toString()));
    this.#child.stderr.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.#ended = new Promise((resolve) => this.#child.once("close", (code) => resolve(code ?? -1)));
  }

  /** @returns the exit code; -1 where the signal itself ended it. */
  stop(signal: NodeJS.Signals): Promise<number> {
    this.#child.kill(signal);
    return this.#ended;
  }
}
