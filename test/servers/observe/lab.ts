import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type LiveReader, type ReaderOptions } from "../../../src/observe/kubernetes/index.ts";
import { READ_RETRIES, type RetryPolicy } from "../../../src/observe/kubernetes/live/retry.ts";
import type { PlaneAddress } from "../kube/index.ts";

/** Short enough for a test, long enough for a loaded machine. */
export const TIMEOUTS = { headersMs: 3000, bodyMs: 3000 };
export const RETRIES: RetryPolicy = { ...READ_RETRIES, baseDelayMs: 10 };

/** Connects with short times and a cache of its own, and removes all of that at the end. */
export class Lab implements AsyncDisposable {
  readonly cacheDir: string;
  readonly #readers: LiveReader[] = [];

  private constructor(cacheDir: string) {
    this.cacheDir = cacheDir;
  }

  static async open(): Promise<Lab> {
    return new Lab(await mkdtemp(join(tmpdir(), "holdfast-observe-")));
  }

  /** A reader of the server that the kubeconfig names, `admin` unless another context is asked for. */
  async connect(
    at: Pick<PlaneAddress, "kubeconfig">,
    options: Partial<ReaderOptions> & { context?: string } = {},
  ): Promise<LiveReader> {
    const { context = "admin", ...rest } = options;
    const cluster = { kind: "context", context, kubeconfig: at.kubeconfig } as const;
    const base = { cluster, env: {}, cacheDir: this.cacheDir, timeouts: TIMEOUTS, retries: RETRIES };
    const reader = await connect({ ...base, ...rest });
    this.#readers.push(reader);
    return reader;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#readers.map((reader) => reader.close()));
    await rm(this.cacheDir, { recursive: true });
  }
}
