import { nearest } from "../../config/near-miss.ts";
import { isJsonObject, type Json, type JsonObject, type Path } from "../../vocabulary/index.ts";
import { itemSegment } from "./item-segment.ts";
import type { SchemaNode } from "./schema.ts";

/** A field that the API server drops. Nothing below it is told again. */
export interface UnknownField {
  readonly path: Path;
  /** A field of the same place that it may stand for, null when none is near. */
  readonly near: string | null;
}

/** What the schema need not name at the root of a resource. */
const HEADER = new Set(["apiVersion", "kind", "metadata"]);

/** ObjectMeta as apimachinery has it (`meta/v1/types.go`). */
const METADATA = [
  "name generateName namespace selfLink uid resourceVersion generation creationTimestamp deletionTimestamp",
  "deletionGracePeriodSeconds labels annotations ownerReferences finalizers managedFields",
].flatMap((line) => line.split(" "));

/** The fields of an object that structural pruning drops, its metadata included, its status left out. */
export function unknownFields(object: JsonObject, schema: SchemaNode, prunes: boolean): readonly UnknownField[] {
  const found: UnknownField[] = [];
  const metadata = isJsonObject(object["metadata"]) ? Object.keys(object["metadata"]) : [];
  for (const name of metadata) {
    if (!METADATA.includes(name)) found.push({ path: ["metadata", name], near: nearest(name, METADATA) });
  }
  if (!prunes) return found;
  for (const [name, value] of Object.entries(object)) {
    if (HEADER.has(name) || name === "status") continue;
    visitField({ object, schema, path: [], found }, name, value ?? null);
  }
  return found;
}

interface Place {
  readonly object: JsonObject;
  readonly schema: SchemaNode;
  readonly path: Path;
  readonly found: UnknownField[];
}

function visitField({ schema, path, found }: Place, name: string, value: Json): void {
  const at = [...path, name];
  if (schema.embedded && HEADER.has(name)) return;
  const property = schema.property(name);
  const { additional } = schema;
  if (property !== null) visit(value, property, { path: at, found });
  else if (additional !== null) visit(value, additional.schema, { path: at, found });
  else if (!schema.preserves) found.push({ path: at, near: nearest(name, schema.propertyNames) });
}

/** `schema` is null below a place that takes any key but declares none: scalars stay, fields of objects go. */
function visit(value: Json, schema: SchemaNode | null, at: { path: Path; found: UnknownField[] }): void {
  const { path, found } = at;
  if (Array.isArray(value)) visitItems(value, schema, at);
  if (!isJsonObject(value)) return;
  for (const [name, child] of Object.entries(value)) {
    if (schema === null) found.push({ path: [...path, name], near: null });
    else visitField({ object: value, schema, path, found }, name, child ?? null);
  }
}

function visitItems(list: Json[], schema: SchemaNode | null, { path, found }: { path: Path; found: UnknownField[] }) {
  // A list that keeps unknown fields keeps its items as they are.
  if (schema?.preserves === true) return;
  for (const [index, item] of list.entries()) {
    visit(item, schema?.items ?? null, { path: [...path, itemSegment(index, item, schema)], found });
  }
}
