/**
 * The parent of the servers: one line of JSON on stdin starts one program, the end of stdin kills them all, removes the
 * folder and ends. The operating system closes stdin whatever way the test run dies, so no server outlives it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** One program to start; its output goes to `<folder>/<name>.log`. */
export interface StartOrder {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** One line of JSON on stdout. */
export type WatchdogNews =
  | { readonly event: "started"; readonly name: string; readonly pid: number }
  | { readonly event: "ended"; readonly name: string; readonly code: number | null };

/** Lets Linux kill a server when the watchdog itself is killed. */
const SETPRIV = "/usr/bin/setpriv";

if (import.meta.main) await watch(process.argv[2] ?? "");

async function watch(folder: string): Promise<void> {
  const children: ChildProcess[] = [];
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => process.stdin.destroy());
  process.stdout.on("error", () => undefined);
  for await (const line of createInterface({ input: process.stdin })) {
    children.push(start(folder, JSON.parse(line) as StartOrder));
  }
  await Promise.all(children.map(kill));
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.exit(0);
}

function start(folder: string, { name, program, args }: StartOrder): ChildProcess {
  const log = openSync(join(folder, `${name}.log`), "a");
  const [command, commandArgs] = existsSync(SETPRIV)
    ? [SETPRIV, ["--pdeathsig", "KILL", program, ...args]]
    : [program, args];
  const child = spawn(command, commandArgs, { cwd: folder, stdio: ["ignore", log, log] });
  child.on("spawn", () => tell({ event: "started", name, pid: child.pid ?? 0 }));
  child.on("error", () => tell({ event: "ended", name, code: null }));
  child.on("exit", (code) => tell({ event: "ended", name, code }));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once("exit", () => resolve());
  child.kill("SIGKILL");
  await promise;
}

function tell(news: WatchdogNews): void {
  process.stdout.write(`${JSON.stringify(news)}\n`);
}
