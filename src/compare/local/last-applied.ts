import { isJsonObject, type Json, type JsonObject, type KubernetesObject } from "../../vocabulary/index.ts";

const ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

/** What a client-side apply sent last, by its own annotation; null when there is none, or a recording masked it. */
export function lastApplied(live: KubernetesObject): JsonObject | null {
  const text = live.metadata.annotations?.[ANNOTATION];
  if (text === undefined) return null;
  try {
    const sent = JSON.parse(text) as Json;
    return isJsonObject(sent) ? sent : null;
  } catch {
    // An annotation that is no JSON was written by a person; it proves nothing about what was applied.
    return null;
  }
}
