import { isJsonObject, type Json, type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { ServiceAnswer, ServicePath } from "../routes.ts";
import type { Access } from "./access.ts";
import { exchangeBytes, type RawAnswer, type Timeouts } from "./exchange.ts";
import { answered } from "./failure.ts";
import { statusMessage } from "./status.ts";

/** Asks a Service through the API server's proxy. What the Service answers, errors too, is handed on as it is. */
export async function getThroughProxy(
  access: Access,
  target: ServicePath,
  timeoutMs: number,
): Promise<Reading<ServiceAnswer>> {
  const what = describe(target);
  const connection = await access.connection();
  if (!connection.ok) return unread(connection.failure.reason, what, connection.failure.why);
  const outgoing = { method: "GET", path: proxied(target), accept: target.accept } as const;
  const answer = await exchangeBytes(connection.value, outgoing, within(timeoutMs));
  if (answer.kind === "no-answer") {
    if (answer.failure === "timeout")
      return unread("timeout", what, `no complete answer after ${timeoutMs / 1000} seconds`);
    return asFailure(answered(answer, what), what);
  }
  const body = answer.bytes.toString("utf8");
  const own = ownStatus(body);
  if (own !== null) return refused(answer, own, what);
  return read({ status: answer.status, retryAfter: answer.retryAfter, body });
}

function describe({ namespace, service }: ServicePath): string {
  return `Service ${service} in ${namespace}`;
}

function proxied({ namespace, service, port, path }: ServicePath): string {
  const name = `${encodeURIComponent(service)}:${port}`;
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${name}/proxy${path}`;
}

/** What the headers take is no longer there for the body. */
function within(timeoutMs: number): Timeouts {
  const end = performance.now() + timeoutMs;
  return {
    headersMs: timeoutMs,
    get bodyMs() {
      return Math.max(1, end - performance.now());
    },
  };
}

/** The API server's own answer, which is a Kubernetes `Status`; null for one of the Service. */
function ownStatus(body: string): Json | null {
  try {
    const parsed: Json = JSON.parse(body);
    return isJsonObject(parsed) && parsed["kind"] === "Status" && parsed["apiVersion"] === "v1" ? parsed : null;
  } catch {
    return null;
  }
}

function refused({ status }: RawAnswer, body: Json, what: string): Reading<never> {
  if (status === 403)
    return unread("no-permission", what, "the credentials may not use the Service's proxy (HTTP 403)");
  if (status === 404) return unread("unreachable", what, "the Service does not exist (HTTP 404)");
  const message = statusMessage(body);
  if (status === 503) return unread("unreachable", what, message ?? "no Pod answers for it (HTTP 503)");
  return asFailure(answered({ kind: "answer", status, retryAfter: null, body }, what), what);
}

function asFailure(reading: Reading<unknown>, what: string): Reading<never> {
  return reading.ok ? unread("server-error", what, "the API server's answer is not the Service's") : reading;
}
