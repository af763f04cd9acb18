import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** One command line. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Exit codes that are an answer. */
  readonly codes: readonly number[];
}

export interface Run {
  /** From the start to the end of the process. */
  readonly seconds: number;
  /** User and system time of the process and of what it started. */
  readonly cpuSeconds: number;
  readonly stdout: string;
}

/** Runs a command to its end. @throws Error with its output when the exit code is none of `codes`. */
export async function timed(command: Command): Promise<Run> {
  const cpuBefore = await childrenCpuSeconds();
  const begun = performance.now();
  const { ended } = start(command);
  const stdout = await ended;
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, cpuSeconds: (await childrenCpuSeconds()) - cpuBefore, stdout };
}

/** Megabytes of memory, at their peak. */
export interface Peak {
  /** The process alone, as the kernel keeps it (VmHWM). */
  readonly process: number;
  /** Resident memory of the process and all it started, at one time; sampled. */
  readonly tree: number;
}

const SAMPLE_MS = 5;

/** Runs a command and watches its memory; that costs time, so nothing else is measured. */
export async function watched(command: Command): Promise<Peak> {
  const { pid, ended } = start(command);
  const peak = { process: 0, tree: 0 };
  let running = true;
  const done = ended.finally(() => {
    running = false;
  });
  done.catch(() => undefined);
  while (running) {
    const statuses = await Promise.all((await treeOf(pid)).map(memoryOf));
    peak.tree = Math.max(
      peak.tree,
      statuses.reduce((sum, { now }) => sum + now, 0),
    );
    peak.process = Math.max(peak.process, statuses[0]?.most ?? 0);
    await sleep(SAMPLE_MS);
  }
  await done;
  return peak;
}

function start({ program, args, env, cwd, codes }: Command): { pid: number; ended: Promise<string> } {
  const child = spawn(program, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.on("error", reject);
  child.on("close", (code) => {
    if (codes.includes(code ?? -1)) resolve(stdout);
    else reject(new Error(`${program} ${args.slice(0, 4).join(" ")} ended with ${code}: ${stderr.slice(-2000)}`));
  });
  return { pid: child.pid ?? 0, ended: promise };
}

const TICKS_PER_SECOND = 100;

/** What all children that have ended used, with what they themselves waited for (cutime and cstime of proc(5)). */
async function childrenCpuSeconds(): Promise<number> {
  const stat = await readFile("/proc/self/stat", "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
}

/** The process first, then its descendants. */
async function treeOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const children = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => "")),
  );
  const pids = children.flatMap((line) =>
    line
      .split(" ")
      .filter((text) => text !== "")
      .map(Number),
  );
  return [pid, ...(await Promise.all(pids.map(treeOf))).flat()];
}

/** A process that is gone has none. */
async function memoryOf(pid: number): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return { now: megabytes(/^VmRSS:\s+(\d+)/m.exec(status)), most: megabytes(/^VmHWM:\s+(\d+)/m.exec(status)) };
}

function megabytes(match: RegExpExecArray | null): number {
  return Number(match?.[1] ?? 0) / 1024;
}
