import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { load } from "js-yaml";
import { isJsonObject } from "../../../../src/vocabulary/index.ts";
import type { GitHubRepository, GitHubServer } from "../server/index.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..", "..");
const run = promisify(execFile);

export interface StepRun {
  readonly code: number;
  readonly log: string;
  readonly summary: string;
  /** By name; of a value of several lines nothing is left out. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Step {
  readonly with: Readonly<Record<string, string>>;
  readonly token: string;
  /** The payload of the event that started the workflow. */
  readonly event: object;
}

/** What a runner of GitHub Actions does for a step: a clone, an event, files for outputs and summary, inputs by default. */
export class Runner implements AsyncDisposable {
  readonly folder: string;
  readonly #server: GitHubServer;
  readonly #repository: GitHubRepository;
  readonly #defaults: Readonly<Record<string, string>>;
  readonly #bundle: string;

  private constructor(parts: {
    folder: string;
    server: GitHubServer;
    repository: GitHubRepository;
    action: { defaults: Readonly<Record<string, string>>; bundle: string };
  }) {
    this.folder = parts.folder;
    this.#server = parts.server;
    this.#repository = parts.repository;
    this.#defaults = parts.action.defaults;
    this.#bundle = parts.action.bundle;
  }

  static async open(server: GitHubServer, repository: GitHubRepository): Promise<Runner> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-runner-"));
    for (const name of ["home", "files"]) await mkdir(join(folder, name));
    return new Runner({ folder, server, repository, action: await readAction() });
  }

  /** Checks out as actions/checkout does with `fetch-depth: 0`: detached, all branches, no credentials left behind. */
  async checkOut(commit: string): Promise<void> {
    await rm(this.#workspace, { recursive: true, force: true });
    await run("git", ["clone", "--quiet", "--no-checkout", this.#repository.folder, this.#workspace]);
    await run("git", ["fetch", "--quiet", "origin", commit], { cwd: this.#workspace }).catch(() => {});
    await run("git", ["checkout", "--quiet", "--detach", commit], { cwd: this.#workspace });
  }

  async run(step: Step): Promise<StepRun> {
    const files = { event: "event.json", output: "output", summary: "summary" };
    const pathOf = (name: keyof typeof files): string => join(this.folder, "files", files[name]);
    await writeFile(pathOf("event"), JSON.stringify(step.event));
    for (const name of ["output", "summary"] as const) await writeFile(pathOf(name), "");
    const inputs = { ...this.#defaults, "api-url": this.#server.url, token: step.token, ...step.with };
    const env = {
      PATH: process.env["PATH"],
      HOLDFAST_HELM: process.env["HOLDFAST_HELM"],
      HOME: join(this.folder, "home"),
      GITHUB_ACTIONS: "true",
      GITHUB_EVENT_PATH: pathOf("event"),
      GITHUB_OUTPUT: pathOf("output"),
      GITHUB_STEP_SUMMARY: pathOf("summary"),
      GITHUB_REPOSITORY: this.#repository.fullName,
      GITHUB_SERVER_URL: this.#server.pageUrl,
      GITHUB_RUN_ID: "4711",
      ...Object.fromEntries(Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text])),
    };
    const { code, log } = await start(this.#bundle, { cwd: this.#workspace, env });
    const [output, summary] = await Promise.all([
      readFile(pathOf("output"), "utf8"),
      readFile(pathOf("summary"), "utf8"),
    ]);
    return { code, log, summary, outputs: outputsIn(output) };
  }

  get #workspace(): string {
    return join(this.folder, "workspace");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Which inputs action.yml has by default, and the program that it names. */
async function readAction(): Promise<{ defaults: Record<string, string>; bundle: string }> {
  const action = load(await readFile(join(ROOT, "action.yml"), "utf8"));
  if (!isJsonObject(action) || !isJsonObject(action["inputs"]) || !isJsonObject(action["runs"]))
    throw new Error("action.yml has no inputs or says not how it runs");
  const defaults = Object.entries(action["inputs"]).map(([name, input]) => [
    name,
    isJsonObject(input) && typeof input["default"] === "string" ? input["default"] : "",
  ]);
  const { main } = action["runs"];
  if (typeof main !== "string") throw new Error("action.yml names no program");
  return { defaults: Object.fromEntries(defaults), bundle: join(ROOT, main) };
}

async function start(bundle: string, options: { cwd: string; env: NodeJS.ProcessEnv }) {
  const ran = await run(process.execPath, [bundle], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
  return { code: ran.code, log: ran.stdout + ran.stderr };
}

/** `name<<delimiter`, the lines of the value, the delimiter. */
function outputsIn(text: string): Record<string, string> {
  const found = text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries([...found].map(([, name, , value]) => [name, value]));
}
