import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "../../errors/index.ts";
import { isExecutable, type ToolDependency, unpackTool } from "./development-dependency.ts";

/** A Helm program that has said its version. */
export interface Helm {
  /** Path of the program. */
  readonly binary: string;
  /** `4.2.3` */
  readonly version: string;
}

export interface HelmRequest {
  readonly env: NodeJS.ProcessEnv;
  /** The exact version that holdfast.yaml asks for, null for any. */
  readonly pinned: string | null;
  /** Take exactly this development dependency, whatever `env` says. */
  readonly dependency?: ToolDependency;
  /** Where the search for node_modules starts. */
  readonly cwd?: string;
}

const VERSION_TIMEOUT_MS = 30_000;

/**
 * Finds Helm: `HOLDFAST_HELM`, else PATH, else the development dependency that ships it.
 * @throws UserError when there is none, when it does not run, or when it is not the pinned version.
 */
export async function locateHelm(request: HelmRequest): Promise<Helm> {
  const binary = await findBinary(request);
  const version = await askVersion(binary, request.env);
  const pinned = request.pinned?.replace(/^v/, "") ?? version;
  if (pinned !== version) {
    throw new UserError(
      `holdfast.yaml pins Helm ${pinned}, but ${binary} is ${version}; install ${pinned}, point HOLDFAST_HELM to it, or change helm.version.`,
    );
  }
  return { binary, version };
}

async function findBinary(request: HelmRequest): Promise<string> {
  const { env, dependency } = request;
  const from = [request.cwd ?? process.cwd(), import.meta.dirname];
  if (dependency !== undefined) {
    const unpacked = await unpackTool({ dependency, tool: "helm", from });
    if (unpacked === null)
      throw new UserError(`The development dependency ${dependency} is not there; run npm ci on Linux x86-64.`);
    return unpacked;
  }
  const named = env["HOLDFAST_HELM"];
  if (named !== undefined && named !== "") {
    if (await isExecutableFile(named)) return named;
    throw new UserError(`HOLDFAST_HELM is ${named}, which is not a program; set it to the path of Helm.`);
  }
  const found = (await findOnPath(env)) ?? (await unpackTool({ dependency: "helm-4", tool: "helm", from }));
  if (found === null)
    throw new UserError("Helm is not on PATH; install Helm 3 or 4, or set HOLDFAST_HELM to its path.");
  return found;
}

async function findOnPath(env: NodeJS.ProcessEnv): Promise<string | null> {
  const name = process.platform === "win32" ? "helm.exe" : "helm";
  for (const folder of (env["PATH"] ?? "").split(delimiter)) {
    const candidate = join(folder, name);
    if (folder !== "" && (await isExecutableFile(candidate))) return candidate;
  }
  return null;
}

async function isExecutableFile(path: string): Promise<boolean> {
  if (!(await isExecutable(path))) return false;
  return (await stat(path)).isFile();
}

async function askVersion(binary: string, env: NodeJS.ProcessEnv): Promise<string> {
  const options = { env: { ...env, HELM_NO_PLUGINS: "1" }, timeout: VERSION_TIMEOUT_MS };
  const answer = await promisify(execFile)(binary, ["version", "--template", "{{.Version}}"], options).catch(
    () => null,
  );
  const version = answer === null ? null : /^v?(\d+\.\d+\.\d+\S*)/.exec(answer.stdout.trim())?.[1];
  if (version === undefined || version === null)
    throw new UserError(`${binary} does not say Helm's version; set HOLDFAST_HELM to a Helm 3 or 4 program.`);
  return version;
}
