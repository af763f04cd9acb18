import { type KubernetesObject, type Reading, unread } from "../../../vocabulary/index.ts";
import type { Answer, Exchange } from "./exchange.ts";
import { answered } from "./failure.ts";
import { statusCauses, statusMessage, statusReason } from "./status.ts";

/** Why a dry run gave no object. */
export function dryRunRefusal(exchange: Exchange, object: KubernetesObject): Reading<never> {
  const what = `dry run of ${object.kind} ${object.metadata.name}`;
  if (exchange.kind === "answer") {
    const message = statusMessage(exchange.body) ?? "";
    const webhook = /admission webhook "([^"]+)" does not support dry run/.exec(message);
    if (webhook !== null)
      return unread("server-error", what, `the admission webhook ${webhook[1]} does not support dry runs`);
    if (exchange.status === 403) return unread("no-permission", what, refused(exchange, object));
    if (isAboutTheManifest(exchange, message)) return unread("invalid-manifest", what, refused(exchange, object));
  }
  const answer = answered(exchange, what);
  return answer.ok ? unread("server-error", what, "the answer is not an object") : answer;
}

/**
 * A server-side apply of a field that the schema lacks, or of a wrong type, is answered with 500 and without a reason
 * (seen on Kubernetes 1.34 and 1.37): the manifest is at fault, not the server.
 */
function isAboutTheManifest({ status, body }: Answer, message: string): boolean {
  if (status === 400 || status === 409 || status === 422) return true;
  if (status === 404) return statusReason(body) === "NotFound" && message.startsWith("namespaces ");
  return status === 500 && message.includes("failed to create typed patch object");
}

/** The server quotes values in its message; those of a Secret are never repeated, only the fields it complains about. */
function refused({ status, body }: Answer, object: KubernetesObject): string {
  const message = object.kind === "Secret" ? statusCauses(body).join(", ") : (statusMessage(body) ?? "");
  return `the API server refuses it (HTTP ${status})${message === "" ? "" : `: ${message}`}`;
}
