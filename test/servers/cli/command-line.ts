import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const PROGRAM = join(import.meta.dirname, "..", "..", "..", "src", "cli", "holdfast.ts");
const LONGEST_MS = 110_000;

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Every command line that a process of this run had, as /proc shows it to anybody. Empty unless watched. */
  readonly commandLines: readonly string[];
  /** Megabytes of resident memory at the highest. Zero unless watched. */
  readonly peakMegabytes: number;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Looks at the process table while it runs. */
  readonly watch?: boolean;
  /** Kills it with this signal after so many milliseconds. */
  readonly interrupt?: { readonly signal: NodeJS.Signals; readonly afterMs: number };
}

/** Runs `holdfast` from the sources as a process of its own. */
export async function holdfast(args: readonly string[], options: RunOptions): Promise<Ran> {
  const begun = performance.now();
  const { cwd, env } = options;
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const seen = new Watched();
  const watching = options.watch === true ? setInterval(() => void seen.look(child.pid ?? 0), 15) : undefined;
  const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST_MS);
  const { interrupt } = options;
  if (interrupt !== undefined) setTimeout(() => child.kill(interrupt.signal), interrupt.afterMs);
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? -1));
  });
  clearTimeout(timer);
  clearInterval(watching);
  return {
    code,
    stdout: Buffer.concat(stdout).toString(),
    stderr: Buffer.concat(stderr).toString(),
    seconds: (performance.now() - begun) / 1000,
    commandLines: [...seen.commandLines],
    peakMegabytes: seen.peakMegabytes,
  };
}

/** What `ps` could have shown. */
class Watched {
  readonly commandLines = new Set<string>();
  peakMegabytes = 0;

  async look(pid: number): Promise<void> {
    for (const entry of await readdir("/proc")) {
      if (!/^\d+$/.test(entry) || Number(entry) < pid) continue;
      const line = await readFile(`/proc/${entry}/cmdline`, "utf8").catch(() => "");
      if (line !== "") this.commandLines.add(line.replaceAll("\0", " "));
    }
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
    this.peakMegabytes = Math.max(this.peakMegabytes, kilobytes / 1024);
  }
}
