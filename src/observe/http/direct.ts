import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Reading } from "../../vocabulary/index.ts";
import { exchange } from "./exchange.ts";
import type { HttpExchange, HttpRequest, HttpRoute } from "./route.ts";

/** What a client proves itself with, and whom it trusts. */
export interface DirectCredentials {
  /** PEM; null trusts what the system trusts. */
  readonly ca: string | null;
  /** PEM; without it the client shows no certificate. */
  readonly client?: { readonly certificate: string; readonly key: string } | null;
  /** Value of the Authorization header. */
  readonly authorization: string | null;
}

export interface DirectRouteOptions {
  /** The service's address; it may carry a path. A user and password in it are ignored. */
  readonly url: string;
  /** Asked once, before the first request. */
  readonly credentials: () => Promise<Reading<DirectCredentials>>;
}

/** The way over the network, with connections that are kept. */
export function directRoute(options: DirectRouteOptions): HttpRoute {
  return new DirectRoute(options);
}

/** What requests share. */
interface Opened {
  readonly agent: HttpAgent;
  readonly headers: Readonly<Record<string, string>>;
}

class DirectRoute implements HttpRoute {
  readonly address: string;
  readonly #credentials: DirectRouteOptions["credentials"];
  #opened: Promise<Reading<Opened>> | null = null;

  constructor({ url, credentials }: DirectRouteOptions) {
    const { origin, pathname } = new URL(url);
    this.address = `${origin}${pathname}`.replace(/\/+$/, "");
    this.#credentials = credentials;
  }

  async request({ path, headers }: HttpRequest, timeoutMs: number): Promise<HttpExchange> {
    this.#opened ??= this.#open();
    const opened = await this.#opened;
    if (!opened.ok) {
      const { reason, what, why } = opened.failure;
      return { kind: "no-answer", reason, why: `${what}: ${why}`, passes: false };
    }
    const { agent, headers: own } = opened.value;
    return exchange({ url: this.address + path, headers: { ...headers, ...own }, agent, timeoutMs });
  }

  async close(): Promise<void> {
    const opened = await this.#opened;
    if (opened?.ok === true) opened.value.agent.destroy();
  }

  async #open(): Promise<Reading<Opened>> {
    const reading = await this.#credentials();
    if (!reading.ok) return reading;
    const { ca, client = null, authorization } = reading.value;
    const agent = this.address.startsWith("https:")
      ? new HttpsAgent({
          keepAlive: true,
          ...(ca !== null && { ca }),
          ...(client !== null && { cert: client.certificate, key: client.key }),
        })
      : new HttpAgent({ keepAlive: true });
    return { ok: true, value: { agent, headers: authorization === null ? {} : { authorization } } };
  }
}
