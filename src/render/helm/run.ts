import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Helm } from "./locate.ts";

/** One call of Helm. */
export interface HelmCall {
  readonly args: readonly string[];
  /** What Helm reads on stdin; null for nothing. */
  readonly input: string | null;
  readonly timeoutMs: number;
  /** Bytes that Helm may print; 128 MiB by default. */
  readonly mostOutput?: number;
}

type Stop = "time" | "memory" | "output";

export interface HelmOutcome {
  readonly ok: boolean;
  /** Why it was stopped: it took too long, too much memory, or printed too much; null when it ended by itself. */
  readonly stopped: Stop | null;
  readonly stdout: string;
  /** Helm's own words when it failed, or one sentence about why it was stopped. */
  readonly stderr: string;
}

/** Runs Helm with the given environment, away from the user's own caches, plugins and cluster. */
export interface HelmRunner {
  readonly helm: Helm;
  run(call: HelmCall): Promise<HelmOutcome>;
}

const MOST_OUTPUT = 128 * 1024 * 1024;
const MOST_ERRORS = 1024 * 1024;
/** Bytes that stay in memory: the largest charts known take a tenth of it. */
const MOST_MEMORY = 1024 * 1024 * 1024;
const MEMORY_EVERY_MS = 100;
const PAGE = 4096;
/**
 * All that Helm is given of the process's environment: how programs, the network and the credentials of repositories are
 * found. A chart of a stranger is rendered with no token within reach, and nothing else changes what is rendered.
 */
const KEPT = new Set(
  [
    ["PATH", "HOME", "USER", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "USERPROFILE", "APPDATA"],
    ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"],
    ["DOCKER_CONFIG", "HELM_REPOSITORY_CONFIG", "HELM_REGISTRY_CONFIG"],
  ].flat(),
);

export function createHelmRunner(helm: Helm, env: NodeJS.ProcessEnv, home: string): HelmRunner {
  const environment = helmEnvironment(env, home);
  return { helm, run: (call) => run(helm.binary, call, environment) };
}

function helmEnvironment(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => KEPT.has(name.toUpperCase()));
  return {
    ...Object.fromEntries(kept),
    HELM_CACHE_HOME: join(home, "cache"),
    HELM_CONFIG_HOME: join(home, "config"),
    HELM_DATA_HOME: join(home, "data"),
    HELM_PLUGINS: join(home, "plugins"),
    HELM_NO_PLUGINS: "1",
    // A render lives for a tenth of a second: collecting garbage below this limit would cost a fifth of it.
    GOGC: "off",
    GOMEMLIMIT: "512MiB",
  };
}

function run(binary: string, call: HelmCall, env: NodeJS.ProcessEnv): Promise<HelmOutcome> {
  const child = spawn(binary, call.args, { env, stdio: ["pipe", "pipe", "pipe"] });
  const stop = (by: Stop, why: string): void => {
    stopped ??= { by, why };
    child.kill("SIGKILL");
  };
  let stopped: { readonly by: Stop; readonly why: string } | null = null;
  const seconds = call.timeoutMs / 1000;
  const timer = setTimeout(() => stop("time", `Helm did not finish within ${seconds} seconds`), call.timeoutMs);
  const guard = watchMemory(child.pid, () =>
    stop("memory", `Helm took more than ${MOST_MEMORY / 2 ** 20} MiB of memory`),
  );
  const most = call.mostOutput ?? MOST_OUTPUT;
  const stdout = collect(child.stdout, most, () =>
    stop("output", `Helm printed more than ${Math.round(most / 2 ** 20)} MiB`),
  );
  const stderr = collect(child.stderr, MOST_ERRORS, () => stop("output", "Helm printed more than 1 MiB of errors"));
  child.stdin.on("error", () => undefined).end(call.input ?? "");
  return new Promise((resolve) => {
    const finish = (ok: boolean, failure: string | null): void => {
      clearTimeout(timer);
      clearInterval(guard);
      resolve({ ok, stopped: stopped?.by ?? null, stdout: stdout(), stderr: failure ?? stderr() });
    };
    child.on("error", (error) => finish(false, `Helm cannot be started: ${error.message}`));
    child.on("close", (code) => finish(code === 0 && stopped === null, stopped?.why ?? null));
  });
}

/** A template can ask for any amount of memory at once, which no limit of Go's own keeps it from. Only Linux tells. */
function watchMemory(pid: number | undefined, overflow: () => void): NodeJS.Timeout {
  const look = async (): Promise<void> => {
    const pages = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "");
    if (Number(pages.split(" ")[1] ?? 0) * PAGE > MOST_MEMORY) overflow();
  };
  return setInterval(() => void look(), MEMORY_EVERY_MS);
}

function collect(stream: NodeJS.ReadableStream, most: number, overflow: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > most) overflow();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
