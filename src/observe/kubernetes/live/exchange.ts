import { once } from "node:events";
import { type ClientRequest, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Json } from "../../../vocabulary/index.ts";
import { connectionFailure } from "./connection-failure.ts";

/** A read. The reader knows no other request. */
export interface GetRequest {
  readonly method: "GET";
  /** Path and query below the server's address: `/api/v1/pods?limit=500`. */
  readonly path: string;
  readonly accept: string;
}

/** A write that the API server checks and answers, but never stores. */
export interface DryRunRequest {
  readonly method: "PATCH" | "POST";
  readonly path: string;
  readonly query: { readonly dryRun: "All"; readonly [name: string]: string };
  readonly contentType: string;
  readonly body: string;
}

export type Outgoing = GetRequest | DryRunRequest;

/** Where requests go and what authenticates them. */
export interface Connection {
  /** The server's address without a trailing slash; it may carry a path. */
  readonly server: string;
  readonly headers: OutgoingHttpHeaders;
  readonly options: RequestOptions;
}

/** How long one exchange may take, in milliseconds: until the headers are there, then until the body is. */
export interface Timeouts {
  readonly headersMs: number;
  readonly bodyMs: number;
}

export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  /** The header as the server sent it, null without one. */
  readonly retryAfter: string | null;
  /** The parsed body; null when an error answer is not JSON. */
  readonly body: Json;
}

/** Nothing that can be used came back. `cut` is a body that broke off, `reset` a connection lost before the headers. */
export interface NoAnswer {
  readonly kind: "no-answer";
  readonly failure: "unreachable" | "timeout" | "reset" | "cut" | "credentials";
  readonly why: string;
}

export type Exchange = Answer | NoAnswer;

const decompress = promisify(gunzip);

/**
 * Sends one request and waits for the whole answer. Failures of the network are returned.
 * @throws Error when asked to send a write without `dryRun=All`: a bug, nothing is sent.
 */
export async function exchange(connection: Connection, outgoing: Outgoing, timeouts: Timeouts): Promise<Exchange> {
  const answer = await exchangeBytes(connection, outgoing, timeouts);
  return answer.kind === "answer" ? toAnswer(answer) : answer;
}

/** An answer as it came. */
export interface RawAnswer extends Omit<Answer, "body"> {
  readonly bytes: Buffer;
}

/** As `exchange`, for what need not be JSON. */
export async function exchangeBytes(
  connection: Connection,
  outgoing: Outgoing,
  timeouts: Timeouts,
): Promise<RawAnswer | NoAnswer> {
  const request = open(connection, outgoing);
  // Whoever awaits the request hears of an error; one that comes between two waits must not end the process.
  request.on("error", () => undefined);
  let response: IncomingMessage;
  try {
    response = await within(request, timeouts.headersMs, firstResponse(request));
  } catch (error) {
    return withoutHeaders(error, timeouts);
  }
  try {
    const bytes = await within(request, timeouts.bodyMs, readBody(response));
    const retryAfter = response.headers["retry-after"] ?? null;
    return { kind: "answer", status: response.statusCode ?? 0, retryAfter, bytes };
  } catch (error) {
    if (error instanceof TimedOut) return timeout(`the answer was not complete after ${seconds(timeouts.bodyMs)}`);
    return { kind: "no-answer", failure: "cut", why: "the answer broke off" };
  }
}

function open(connection: Connection, outgoing: Outgoing): ClientRequest {
  const url = new URL(connection.server + outgoing.path);
  if (outgoing.method !== "GET") {
    for (const [name, value] of Object.entries(outgoing.query)) url.searchParams.set(name, value);
    if (url.searchParams.getAll("dryRun").join() !== "All") throw new Error("a write without dryRun=All was refused");
  }
  const { method } = outgoing;
  const headers = { ...connection.headers, ...headersOf(outgoing), ...acceptedEncoding(url) };
  const send = url.protocol === "http:" ? httpRequest : httpsRequest;
  const request = send(url, { ...connection.options, method, headers });
  request.end(outgoing.method === "GET" ? undefined : outgoing.body);
  return request;
}

function headersOf(outgoing: Outgoing): Record<string, string> {
  const agent = { "user-agent": "holdfast" };
  return outgoing.method === "GET"
    ? { ...agent, accept: outgoing.accept }
    : { ...agent, accept: "application/json", "content-type": outgoing.contentType };
}

/** Compressing costs the server more time than loopback needs to carry the bytes; over any real network it pays. */
function acceptedEncoding(url: URL): Record<string, string> {
  return isLoopback(url.hostname) ? {} : { "accept-encoding": "gzip" };
}

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

async function firstResponse(request: ClientRequest): Promise<IncomingMessage> {
  const [response]: IncomingMessage[] = await once(request, "response");
  if (response === undefined) throw new Error("no response");
  return response;
}

async function readBody(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  return response.headers["content-encoding"] === "gzip" ? decompress(bytes) : bytes;
}

function toAnswer({ status, retryAfter, bytes }: RawAnswer): Exchange {
  try {
    const body: Json = JSON.parse(bytes.toString("utf8"));
    return { kind: "answer", status, retryAfter, body };
  } catch {
    // The parser's message quotes the text, which may hold a Secret: it is left out.
    if (status >= 200 && status < 300)
      return { kind: "no-answer", failure: "cut", why: "the answer is not complete JSON" };
    return { kind: "answer", status, retryAfter, body: null };
  }
}

class TimedOut extends Error {}

/** Waits for `work`, and ends the request when that takes too long. */
async function within<T>(request: ClientRequest, ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new TimedOut());
    request.destroy();
  }, ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function withoutHeaders(error: unknown, timeouts: Timeouts): NoAnswer {
  if (error instanceof TimedOut) return timeout(`no answer after ${seconds(timeouts.headersMs)}`);
  return { kind: "no-answer", ...connectionFailure(error) };
}

function timeout(why: string): NoAnswer {
  return { kind: "no-answer", failure: "timeout", why };
}

function seconds(ms: number): string {
  return ms === 1000 ? "1 second" : `${ms / 1000} seconds`;
}
