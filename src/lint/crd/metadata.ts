import { isJsonObject, type JsonObject } from "../../vocabulary/index.ts";
import type { Sink } from "./violation.ts";

/** Labels and annotations that are not text: the API server cannot read such an object at all. */
export function checkMetadata(object: JsonObject, sink: Sink): void {
  const { metadata } = object;
  if (!isJsonObject(metadata)) return;
  for (const map of ["labels", "annotations"]) {
    const entries = isJsonObject(metadata[map]) ? Object.entries(metadata[map]) : [];
    for (const [name, value] of entries) {
      if (typeof value === "string" || value === null || value === undefined) continue;
      sink.violations.push({
        path: ["metadata", map, name],
        problem: "must be text; write it in quotes",
        stopsRules: true,
      });
    }
  }
}
