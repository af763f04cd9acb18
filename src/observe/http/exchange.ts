import { once } from "node:events";
import { type Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { connectionFailure } from "./connection-failure.ts";
import type { HttpExchange, NoHttpAnswer } from "./route.ts";

export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: Agent;
  readonly timeoutMs: number;
}

/** No answer of these services comes near it; a larger one is somebody else's. */
const MAX_BYTES = 64 * 1024 * 1024;

const decompress = promisify(gunzip);

/** Sends one GET and waits for the whole answer. Redirects are not followed: credentials would go with them. */
export async function exchange(outgoing: Outgoing): Promise<HttpExchange> {
  let request: ClientRequest;
  try {
    request = open(outgoing);
  } catch (error) {
    // A key, certificate or header that Node refuses.
    return connectionFailure(error);
  }
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    request.destroy();
  }, outgoing.timeoutMs);
  try {
    const result = await answerTo(request);
    return late ? timeout(outgoing.timeoutMs) : result;
  } finally {
    clearTimeout(timer);
  }
}

function open({ url, headers, agent }: Outgoing): ClientRequest {
  const target = new URL(url);
  const send = target.protocol === "http:" ? httpRequest : httpsRequest;
  const request = send(target, {
    agent,
    method: "GET",
    headers: { "user-agent": "holdfast", "accept-encoding": "gzip", ...headers },
  });
  // Whoever awaits the request hears of an error; one that comes between two waits must not end the process.
  request.on("error", () => undefined);
  request.end();
  return request;
}

async function answerTo(request: ClientRequest): Promise<HttpExchange> {
  let response: IncomingMessage;
  try {
    response = await firstResponse(request);
  } catch (error) {
    return connectionFailure(error);
  }
  try {
    const body = await readBody(response);
    if (body === null) return tooLarge(request);
    const { statusCode = 0, headers } = response;
    return { kind: "answer", status: statusCode, retryAfter: headers["retry-after"] ?? null, body };
  } catch {
    return { kind: "no-answer", reason: "truncated", why: "the answer broke off", passes: true };
  }
}

async function firstResponse(request: ClientRequest): Promise<IncomingMessage> {
  const [response]: IncomingMessage[] = await once(request, "response");
  if (response === undefined) throw new Error("no response");
  return response;
}

/** Null for a body that is too large. */
async function readBody(response: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (response.headers["content-encoding"] !== "gzip") return bytes.toString("utf8");
  return (await decompress(bytes, { maxOutputLength: MAX_BYTES })).toString("utf8");
}

function tooLarge(request: ClientRequest): NoHttpAnswer {
  request.destroy();
  const why = `the answer is larger than ${MAX_BYTES / 1024 / 1024} MiB`;
  return { kind: "no-answer", reason: "truncated", why, passes: false };
}

function timeout(ms: number): NoHttpAnswer {
  const seconds = Math.round(ms / 100) / 10;
  const why = `no complete answer after ${seconds === 1 ? "1 second" : `${seconds} seconds`}`;
  return { kind: "no-answer", reason: "timeout", why, passes: false };
}
