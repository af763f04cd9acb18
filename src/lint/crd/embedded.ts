import { isJsonObject, type Json, type JsonObject, type Path } from "../../vocabulary/index.ts";
import { itemSegment } from "./item-segment.ts";
import { checkMetadata } from "./metadata.ts";
import type { SchemaNode } from "./schema.ts";
import type { Sink } from "./violation.ts";

/**
 * Objects inside an object (`x-kubernetes-embedded-resource`) that do not say what they are, or have bad metadata.
 * Source: `apiextensions-apiserver/pkg/apiserver/schema/objectmeta/validation.go`.
 */
export function checkEmbedded(value: Json, schema: SchemaNode | null, at: { path: Path; sink: Sink }): void {
  const { path, sink } = at;
  if (schema === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      checkEmbedded(item, schema.items, { path: [...path, itemSegment(index, item, schema)], sink });
    }
    return;
  }
  if (!isJsonObject(value)) return;
  if (schema.embedded) checkHeader(value, at);
  for (const [name, child] of Object.entries(value)) {
    checkEmbedded(child ?? null, schema.field(name), { path: [...path, name], sink });
  }
}

function checkHeader(object: JsonObject, { path, sink }: { path: Path; sink: Sink }): void {
  checkMetadata(object["metadata"], { path: [...path, "metadata"], sink });
  for (const name of ["apiVersion", "kind"]) {
    const problem = headerProblem(object[name]);
    if (problem !== null) sink.violations.push({ path: [...path, name], problem, stopsRules: true });
  }
}

function headerProblem(value: Json | undefined): string | null {
  if (value === undefined) return "is required, but not set";
  return typeof value === "string" && value !== "" ? null : "must be text";
}
