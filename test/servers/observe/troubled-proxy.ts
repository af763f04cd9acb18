import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What happens to a request. */
export type Trouble =
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "answer"; readonly status: number; readonly body?: string }
  /** Never answers. */
  | { readonly kind: "stall" }
  /** Sends half of the body, then nothing. */
  | { readonly kind: "stall-body" }
  /** Sends half of the body, then cuts the connection. */
  | { readonly kind: "cut-body" }
  | { readonly kind: "reset" };

/** The trouble that a request meets by its path and query; null lets it pass. */
export type TroubleFor = (url: string) => Trouble | null;

/** A proxy in front of a plain HTTP server that makes trouble, and counts. Only GET passes. */
export class TroubledProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #target: string;
  #trouble: TroubleFor;
  #requests = 0;

  private constructor(target: string, trouble: TroubleFor) {
    this.#target = new URL(target).origin;
    this.#trouble = trouble;
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  static async start(target: string, trouble: TroubleFor): Promise<TroubledProxy> {
    const proxy = new TroubledProxy(target, trouble);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get url(): string {
    // A server that listens on TCP has such an address.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get requests(): number {
    return this.#requests;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#requests += 1;
    if (request.method !== "GET") return void response.writeHead(405).end();
    const trouble = this.#trouble(request.url ?? "/");
    if (trouble?.kind === "delay") await sleep(trouble.ms);
    else if (trouble?.kind === "answer") return void response.writeHead(trouble.status).end(trouble.body ?? "");
    else if (trouble?.kind === "stall") return;
    else if (trouble?.kind === "reset") return void request.socket.resetAndDestroy();
    await this.#pass(request, response, trouble);
  }

  async #pass(request: IncomingMessage, response: ServerResponse, trouble: Trouble | null): Promise<void> {
    const { host: _, connection: __, "accept-encoding": ___, ...headers } = request.headers;
    const answer = await fetch(`${this.#target}${request.url}`, { headers: headers as Record<string, string> });
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { "content-length": body.length });
    if (trouble?.kind !== "stall-body" && trouble?.kind !== "cut-body") return void response.end(body);
    response.write(body.subarray(0, body.length / 2));
    if (trouble.kind === "cut-body") setTimeout(() => response.destroy(), 20);
  }
}
