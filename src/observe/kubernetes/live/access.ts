import { createHash } from "node:crypto";
import { Agent as HttpAgent, type OutgoingHttpHeaders } from "node:http";
import { Agent, type AgentOptions, type RequestOptions } from "node:https";
import type { KubeConfig } from "@kubernetes/client-node";
import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { Connection } from "./exchange.ts";

/** Tokens and certificates are asked for again after this long; plugins keep their own until they expire. */
const CREDENTIALS_MS = 30_000;
/** A credential plugin may have to talk to its cloud, but not for ever. */
const PLUGIN_MS = 30_000;

/** Holds the connections to one cluster and the credentials for it, which are renewed while a long run goes on. */
export class Access {
  readonly #config: KubeConfig;
  #current: { readonly until: number; readonly connection: Promise<Reading<Connection>> } | null = null;
  #agent: { readonly key: string; readonly agent: Agent } | null = null;

  /** `config` has the wanted context as its current one. */
  constructor(config: KubeConfig) {
    this.#config = config;
  }

  connection(): Promise<Reading<Connection>> {
    if (this.#current === null || this.#current.until < performance.now()) {
      this.#current = { until: performance.now() + CREDENTIALS_MS, connection: this.#connect() };
    }
    return this.#current.connection;
  }

  close(): void {
    this.#agent?.agent.destroy();
  }

  async #connect(): Promise<Reading<Connection>> {
    const what = `credentials of context ${this.#config.getCurrentContext()}`;
    // The client adds to this very object.
    const headers: OutgoingHttpHeaders = {};
    const options: RequestOptions = { headers };
    try {
      await bounded(this.#config.applyToHTTPSOptions(options));
    } catch (error) {
      return unread("unreachable", what, `the ${what} could not be had: ${reason(error)}`);
    }
    const server = (this.#config.getCurrentCluster()?.server ?? "").replace(/\/+$/, "");
    return read({ server, headers, options: this.#withAgent(options) });
  }

  /** One agent keeps its connections open as long as certificates stay the same. */
  #withAgent(options: RequestOptions): RequestOptions {
    const { agent, auth, ca, cert, key, rejectUnauthorized, servername } = options;
    const request = auth ? { auth } : {};
    const cluster = this.#config.getCurrentCluster();
    if (agent instanceof HttpAgent && (cluster?.proxyUrl || cluster?.server.startsWith("http:"))) {
      // The client makes the agent for a proxy, and makes it without kept connections.
      return { ...request, agent: Object.assign(agent, { keepAlive: true }) };
    }
    const tls: AgentOptions = { ca, cert, key, rejectUnauthorized, servername };
    const digest = digestOf([ca, cert, key]);
    if (this.#agent?.key !== digest) {
      // Requests under way keep the old agent's sockets until they are done.
      this.#agent = { key: digest, agent: new Agent({ keepAlive: true, scheduling: "lifo", ...tls }) };
    }
    return { ...request, agent: this.#agent.agent };
  }
}

function digestOf(material: readonly RequestOptions["key"][]): string {
  const hash = createHash("sha256");
  for (const part of material.flat()) {
    if (typeof part === "string" || Buffer.isBuffer(part)) hash.update(part);
    hash.update("\0");
  }
  return hash.digest("hex");
}

async function bounded(work: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Late()), PLUGIN_MS);
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

class Late extends Error {}

/** Never the error's own text: what a plugin printed may hold a token. */
function reason(error: unknown): string {
  if (error instanceof Late) return `the credential plugin did not end within ${PLUGIN_MS / 1000} seconds`;
  if (!(error instanceof Error) || !("code" in error)) return "the credential plugin failed";
  const path = "path" in error && typeof error.path === "string" ? error.path : "a file";
  return error.code === "ENOENT" ? `${path} does not exist` : `${path} cannot be used (${String(error.code)})`;
}
