import { once } from "node:events";
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { json } from "node:stream/consumers";
import { WebSocket } from "ws";
import { type Json, type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { PodPort } from "../routes.ts";
import type { Access } from "./access.ts";
import { connectionFailure } from "./connection-failure.ts";
import type { Connection, NoAnswer } from "./exchange.ts";
import { answered } from "./failure.ts";
import { PodStream } from "./pod-stream.ts";
import { statusMessage } from "./status.ts";

const PROTOCOL = "v4.channel.k8s.io";

/**
 * Opens a connection to a port of a Pod through the API server.
 * What the port itself answers comes later: a Pod that does not listen there breaks the stream.
 * @param handshakeMs how long the API server may take to open it.
 */
export async function forwardPort(access: Access, target: PodPort, handshakeMs: number): Promise<Reading<Duplex>> {
  const what = `port ${target.port} of Pod ${target.pod} in ${target.namespace}`;
  const connection = await access.connection();
  if (!connection.ok) return unread(connection.failure.reason, what, connection.failure.why);
  const socket = open(connection.value, target, handshakeMs);
  // Made before the first message can come.
  const stream = new PodStream(socket);
  stream.on("error", () => undefined);
  const refusal = once(socket, "unexpected-response");
  refusal.catch(() => undefined);
  try {
    const response = await Promise.race([once(socket, "open").then(() => null), refusal]);
    if (response === null) return read(stream);
    stream.destroy();
    return await refused(response, what);
  } catch (error) {
    stream.destroy();
    return withoutAnswer(error, { what, handshakeMs });
  }
}

function open({ server, headers, options }: Connection, target: PodPort, handshakeMs: number): WebSocket {
  const { namespace, pod, port } = target;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/portforward`;
  const { agent, auth } = options;
  return new WebSocket(`${server.replace(/^http/, "ws")}${path}?ports=${port}`, [PROTOCOL], {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(agent !== undefined && agent !== false && agent !== true && { agent }),
    ...(typeof auth === "string" && { auth }),
    handshakeTimeout: handshakeMs,
    perMessageDeflate: false,
  });
}

async function refused(args: readonly unknown[], what: string): Promise<Reading<never>> {
  const [request, response] = args as readonly [ClientRequest, IncomingMessage];
  const status = response.statusCode ?? 0;
  const body = await bodyOf(response);
  request.destroy();
  if (status === 403) return unread("no-permission", what, "the credentials may not forward ports (HTTP 403)");
  // Which of the two does not exist, the Pod or its Node, only the message says.
  if (status === 404) return unread("unreachable", what, statusMessage(body) ?? "the Pod does not exist (HTTP 404)");
  const reading = answered({ kind: "answer", status, retryAfter: null, body }, what);
  return reading.ok ? unread("server-error", what, "the API server did not switch protocols") : reading;
}

async function bodyOf(response: IncomingMessage): Promise<Json> {
  try {
    return (await json(response)) as Json;
  } catch {
    return null;
  }
}

function withoutAnswer(error: unknown, { what, handshakeMs }: { what: string; handshakeMs: number }): Reading<never> {
  if (error instanceof Error && /handshake has timed out/.test(error.message))
    return unread("timeout", what, `no answer after ${handshakeMs / 1000} seconds`);
  const { why }: Pick<NoAnswer, "why"> = connectionFailure(error);
  return unread("unreachable", what, why);
}
