import type { ClusterConfig } from "../../../config/config.ts";
import { Access } from "./access.ts";
import { DryRunner } from "./dry-run.ts";
import type { Timeouts } from "./exchange.ts";
import type { Env } from "./kubeconfig.ts";
import { LiveReader } from "./reader.ts";
import { DRY_RUN_RETRIES, READ_RETRIES, type RetryPolicy } from "./retry.ts";
import type { LiveRoutes } from "./routes.ts";
import { DryRunTransport, GetTransport } from "./transport.ts";

export interface ConnectOptions {
  readonly cluster: ClusterConfig;
  readonly env: Env;
  /** Defaults to 10 seconds to the headers and 30 more to the end of the body. */
  readonly timeouts?: Timeouts;
  readonly retries?: RetryPolicy;
}

export interface ReaderOptions extends ConnectOptions {
  /** Folder for what may be kept between runs; made when needed. */
  readonly cacheDir: string;
  /** Objects a page, 500 by default as kubectl has it. */
  readonly pageSize?: number;
}

const TIMEOUTS: Timeouts = { headersMs: 10_000, bodyMs: 30_000 };
const PAGE_SIZE = 500;

/**
 * A reader of the cluster. Nothing is sent yet: a server that cannot be reached shows in each reading.
 * @throws UserError when the kubeconfig or the context does not exist or cannot be used.
 */
export async function connect(options: ReaderOptions): Promise<LiveReader> {
  const { timeouts = TIMEOUTS, retries = READ_RETRIES, pageSize = PAGE_SIZE, cacheDir } = options;
  const transport = new GetTransport({ access: await accessTo(options), timeouts, retries });
  return new LiveReader({ transport, description: describe(options.cluster), cacheDir, pageSize });
}

/**
 * The server engine's side of the cluster: dry runs only.
 * @throws UserError when the kubeconfig or the context does not exist or cannot be used.
 */
export async function connectDryRun(options: ConnectOptions): Promise<DryRunner> {
  const { timeouts = TIMEOUTS, retries = DRY_RUN_RETRIES } = options;
  return new DryRunner(new DryRunTransport({ access: await accessTo(options), timeouts, retries }));
}

/**
 * Ways through the API server to what runs in the cluster.
 * @throws UserError when the kubeconfig or the context does not exist or cannot be used.
 */
export async function connectRoutes(options: ConnectOptions): Promise<LiveRoutes> {
  const { LiveRoutes } = await import("./routes.ts");
  return new LiveRoutes(await accessTo(options), (options.timeouts ?? TIMEOUTS).headersMs);
}

/** Loads the Kubernetes client, which takes as long as git and Helm take to answer: begun with them, it costs no time. */
export async function loadClient(): Promise<void> {
  await import("./kubeconfig.ts");
}

async function accessTo({ cluster, env }: ConnectOptions): Promise<Access> {
  const { loadKubeConfig } = await import("./kubeconfig.ts");
  return new Access(loadKubeConfig(cluster, env));
}

function describe(cluster: ClusterConfig): string {
  return cluster.kind === "in-cluster" ? "the cluster this runs in" : `context ${cluster.context}`;
}
