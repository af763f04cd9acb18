import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from "node:http";
import { Agent as TlsAgent, request as tlsRequest } from "node:https";
import { text } from "node:stream/consumers";
import type { Rewrite } from "./rewrite.ts";

export interface Target {
  readonly url: string;
  readonly ca: string;
}

export interface Passing {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly rewrites: readonly Rewrite[];
  /** Cut the connection after so many bytes of the body; null to pass all. */
  readonly truncateAt: number | null;
}

/** Passes requests on to one server over kept connections. */
export class Forwarder {
  readonly #target: URL;
  readonly #agent: Agent;
  readonly #send: typeof request;

  constructor({ url, ca }: Target) {
    this.#target = new URL(url);
    const secure = this.#target.protocol === "https:";
    this.#agent = secure ? new TlsAgent({ keepAlive: true, ca }) : new Agent({ keepAlive: true });
    this.#send = secure ? tlsRequest : request;
  }

  /** Streams the answer back, or reads it whole when it must be changed. Gives the status. */
  async pass(passing: Passing): Promise<number> {
    const answer = await this.#ask(passing);
    const status = answer.statusCode ?? 502;
    if (passing.truncateAt !== null) await truncated(answer, passing.response, passing.truncateAt);
    else if (passing.rewrites.length > 0) await rewritten(answer, passing);
    else await streamed(answer, passing.response);
    return status;
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask({ incoming, response, rewrites }: Passing): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const headers = this.#headers(incoming, rewrites.length > 0);
    const url = new URL(incoming.url ?? "/", this.#target);
    const outgoing = this.#send(url, { method: incoming.method ?? "GET", agent: this.#agent, headers }, resolve);
    outgoing.on("error", reject);
    response.on("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
    return promise;
  }

  /** An answer that is to be changed must come whole, as text, and not as "unchanged". */
  #headers(incoming: IncomingMessage, isChanged: boolean): OutgoingHttpHeaders {
    const headers = { ...incoming.headers, host: this.#target.host };
    if (!isChanged) return headers;
    const { "if-none-match": _, ...rest } = headers;
    return { ...rest, "accept-encoding": "identity" };
  }
}

async function streamed(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  response.flushHeaders();
  const { promise, resolve } = Promise.withResolvers<void>();
  response.on("close", resolve);
  answer.on("error", () => response.destroy());
  answer.pipe(response);
  await promise;
}

async function rewritten(answer: IncomingMessage, { response, rewrites }: Passing): Promise<void> {
  const body = await text(answer);
  const read = () => JSON.stringify(rewrites.reduce((value, rewrite) => rewrite(value), JSON.parse(body) as unknown));
  const changed = answer.statusCode === 200 ? read() : body;
  const { "content-length": _length, "transfer-encoding": _encoding, etag: _etag, ...headers } = answer.headers;
  response.writeHead(answer.statusCode ?? 502, { ...headers, "content-length": Buffer.byteLength(changed) });
  response.end(changed);
}

/** Keeps the announced length, so that the reader can only notice by the early end. */
async function truncated(answer: IncomingMessage, response: ServerResponse, bytes: number): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  let left = bytes;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const part = chunk.subarray(0, left);
    left -= part.length;
    const { promise, resolve } = Promise.withResolvers<void>();
    response.write(part, () => resolve());
    await promise;
    if (left === 0) break;
  }
  response.destroy();
}
