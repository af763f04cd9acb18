import { nearest } from "../../config/near-miss.ts";
import { isJsonObject, type Json, type JsonObject, type Path, type PathSegment } from "../../vocabulary/index.ts";
import { itemSegment } from "./item-segment.ts";
import { unknownMetadata } from "./metadata.ts";
import type { SchemaNode } from "./schema.ts";

/** A field that the API server drops. Nothing below it is told again. */
export interface UnknownField {
  readonly path: Path;
  /** A field of the same place that it may stand for, null when none is near. */
  readonly near: string | null;
  /** The field of this very name that a place around it has, null when none has: the indentation is wrong then. */
  readonly above: Path | null;
}

/** What the schema need not name at the root of a resource. */
const HEADER = new Set(["apiVersion", "kind", "metadata"]);

/** The fields of an object that structural pruning drops, its metadata included, its status left out. */
export function unknownFields(object: JsonObject, schema: SchemaNode, prunes: boolean): readonly UnknownField[] {
  const found: UnknownField[] = [];
  const root = { schema, path: [], around: [], found };
  visitMetadata(object, root);
  if (!prunes) return found;
  for (const [name, value] of Object.entries(object)) {
    if (!HEADER.has(name) && name !== "status") visitField(name, value ?? null, root);
  }
  return found;
}

interface Place {
  /** Null below a place that takes any key but declares none: scalars stay, fields of objects go. */
  readonly schema: SchemaNode | null;
  readonly path: Path;
  /** The places around this one, the nearest first. */
  readonly around: readonly Place[];
  readonly found: UnknownField[];
}

function visitMetadata({ metadata }: JsonObject, { path, found }: Place): void {
  for (const { name, near } of unknownMetadata(metadata)) {
    found.push({ path: [...path, "metadata", name], near, above: null });
  }
}

function visit(value: Json, place: Place): void {
  if (Array.isArray(value)) visitItems(value, place);
  if (!isJsonObject(value)) return;
  if (place.schema?.embedded === true) visitMetadata(value, place);
  for (const [name, child] of Object.entries(value)) visitField(name, child ?? null, place);
}

function visitItems(list: Json[], place: Place): void {
  const { schema } = place;
  // A list that keeps unknown fields keeps its items as they are.
  if (schema?.preserves === true) return;
  for (const [index, item] of list.entries()) {
    visit(item, inside(place, itemSegment(index, item, schema), schema?.items ?? null));
  }
}

function visitField(name: string, value: Json, place: Place): void {
  const { schema } = place;
  if (schema?.embedded === true && HEADER.has(name)) return;
  const property = schema?.property(name) ?? null;
  const additional = schema?.additional ?? null;
  if (property !== null) visit(value, inside(place, name, property));
  else if (additional !== null) visit(value, inside(place, name, additional.schema));
  else if (schema?.preserves !== true) place.found.push(unknownField(name, place));
}

function inside(place: Place, segment: PathSegment, schema: SchemaNode | null): Place {
  return { schema, path: [...place.path, segment], around: [place, ...place.around], found: place.found };
}

function unknownField(name: string, { schema, path, around }: Place): UnknownField {
  const above = around.find((place) => (place.schema?.property(name) ?? null) !== null);
  return {
    path: [...path, name],
    near: schema === null ? null : nearest(name, schema.propertyNames),
    above: above === undefined ? null : [...above.path, name],
  };
}
