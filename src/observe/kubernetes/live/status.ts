import { isJsonObject, type Json } from "../../../vocabulary/index.ts";

const LONGEST_QUOTE = 400;

/** The message of a Kubernetes `Status`, on one line and bounded; null when the body is none. */
export function statusMessage(body: Json): string | null {
  if (!isJsonObject(body) || body["kind"] !== "Status") return null;
  const message = body["message"];
  return typeof message === "string" && message.trim() !== "" ? quote(message) : null;
}

/** The `reason` of a Kubernetes `Status`, such as `AlreadyExists`; null without one. */
export function statusReason(body: Json): string | null {
  const reason = isJsonObject(body) ? body["reason"] : null;
  return typeof reason === "string" && reason !== "" ? reason : null;
}

/** The fields that a Kubernetes `Status` complains about, with the kind of complaint: `spec.replicas (FieldValueInvalid)`. */
export function statusCauses(body: Json): readonly string[] {
  const details = isJsonObject(body) ? body["details"] : null;
  const causes = isJsonObject(details) ? details["causes"] : null;
  if (!Array.isArray(causes)) return [];
  return causes.filter(isJsonObject).map(({ field, reason }) => `${text(field)} (${text(reason)})`);
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "?";
}

/**
 * Shortens without cutting through a quoted value: half a Secret's value would escape the scrubbing, which looks for whole ones.
 */
function quote(message: string): string {
  const line = message.trim().replace(/\s+/g, " ").replace(/\.$/, "");
  if (line.length <= LONGEST_QUOTE) return line;
  const kept = line.slice(0, line.lastIndexOf(" ", LONGEST_QUOTE));
  const inside = kept.split('"').length % 2 === 0;
  return `${inside ? kept.slice(0, kept.lastIndexOf('"')) : kept}…`;
}
