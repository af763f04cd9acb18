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
  timeouts: Timeouts,
): Promise<Reading<ServiceAnswer>> {
  const { namespace, service, port, path } = target;
  const what = `Service ${service} in ${namespace}`;
  const connection = await access.connection();
  if (!connection.ok) return unread(connection.failure.reason, what, connection.failure.why);
  const proxy = `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(service)}:${port}/proxy`;
  const outgoing = { method: "GET", path: `${proxy}${path}`, accept: "application/json, */*" } as const;
  const answer = await exchangeBytes(connection.value, outgoing, timeouts);
  if (answer.kind === "no-answer") return asFailure(answered(answer, what), what);
  const body = answer.bytes.toString("utf8");
  const status = ownStatus(body);
  return status === null ? read({ status: answer.status, body }) : refused(answer, status, target);
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

function refused({ status }: RawAnswer, body: Json, { namespace, service }: ServicePath): Reading<never> {
  const what = `Service ${service} in ${namespace}`;
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
