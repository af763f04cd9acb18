import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { StartOrder, WatchdogNews } from "./watchdog.ts";

/** The servers of one control plane, kept by a watchdog process that ends with this one. */
export class ProcessGroup {
  readonly #watchdog: ChildProcess;
  readonly #folder: string;
  readonly #pids = new Map<string, number>();
  readonly #ended = new Map<string, number | null>();

  /** The watchdog removes `folder` when it ends. It leads its own process group: Ctrl-C is no reason to die first. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#watchdog = spawn(process.execPath, [join(import.meta.dirname, "watchdog.ts"), folder], {
      detached: true,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#watchdog.stdin?.on("error", () => undefined);
    this.#letProcessEnd();
    if (this.#watchdog.stdout !== null) {
      createInterface({ input: this.#watchdog.stdout }).on("line", (line) =>
        this.#hear(JSON.parse(line) as WatchdogNews),
      );
    }
  }

  start(order: StartOrder): void {
    this.#watchdog.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  /** Process ids by name, `watchdog` among them. */
  get pids(): Record<string, number> {
    return { ...Object.fromEntries(this.#pids), watchdog: this.#watchdog.pid ?? 0 };
  }

  /**
   * Does nothing while all programs run.
   * @throws Error with the end of its log when one has ended.
   */
  async assertRunning(): Promise<void> {
    for (const [name, code] of this.#ended) {
      const log = await readFile(join(this.#folder, `${name}.log`), "utf8").catch(() => "");
      throw new Error(`${name} ended with code ${code}: ${log.trim().slice(-2_000)}`);
    }
  }

  /** Kills the programs and waits until the watchdog has removed the folder. */
  async stop(): Promise<void> {
    if (this.#watchdog.exitCode !== null || this.#watchdog.signalCode !== null) return;
    const exit = once(this.#watchdog, "exit");
    this.#watchdog.ref();
    this.#watchdog.stdin?.end();
    await exit;
  }

  /** Who forgets to stop the servers does not hang: this process ends, and the watchdog after it. */
  #letProcessEnd(): void {
    this.#watchdog.unref();
    for (const stream of [this.#watchdog.stdin, this.#watchdog.stdout]) if (stream instanceof Socket) stream.unref();
  }

  #hear(news: WatchdogNews): void {
    if (news.event === "started") this.#pids.set(news.name, news.pid);
    else this.#ended.set(news.name, news.code);
  }
}
