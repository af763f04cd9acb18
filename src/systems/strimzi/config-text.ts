/**
 * A value of a config map of Strimzi's as Kafka is told it: lists are joined by commas (KafkaTopic `spec.config`).
 * Null where Strimzi has no text for it.
 */
export function configText(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value)) return null;
  const parts = value.map(configText);
  return parts.includes(null) ? null : parts.join(",");
}
