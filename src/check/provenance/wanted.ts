import type { RenderedField } from "../../render/probing/index.ts";
import { declaredField } from "../../systems/declared-field.ts";
import type { Declared } from "../../systems/evidence.ts";
import {
  type Difference,
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  type Path,
  resourceOf,
} from "../../vocabulary/index.ts";
import type { RenderedApplication, ScopedDifference } from "../desired.ts";
import type { FindRendered } from "./rendered-objects.ts";
import { leavesBelow, renderedPath, valueIn } from "./rendered-path.ts";

/** A field with the value that it is rendered with: of the whole object its name. */
export interface WantedField extends RenderedField {
  readonly value: Json | undefined;
}

/** What is to be traced for one finding. */
export interface Wanted {
  readonly source: RenderedApplication;
  /** The first of these that has a cause tells it. */
  readonly fields: readonly WantedField[];
  /** The other entries of a map that something was added to, in the order of the fields: all of them must tell the same. */
  readonly siblings: ReadonlyMap<string, Json> | null;
}

/** Fields that are looked through below a map or list, and entries of a map that must all come from one. */
const MOST_FIELDS = 40;

/** What git never rendered has no values line. */
const NOT_RENDERED: ReadonlySet<Difference["kind"]> = new Set(["extra", "unreadable"]);

/** Where git says what the difference is about. Null where it does not say it in any rendered field. */
export function wantedOf(
  { difference, application }: ScopedDifference,
  declared: Declared,
  find: FindRendered,
): Wanted | null {
  const { kind, resource, path } = difference;
  if (NOT_RENDERED.has(kind)) return null;
  const about = resource.type === "kubernetes" ? { resource, path } : declaredField(resource, path, declared);
  const rendered = about === null ? null : find(about.resource, application);
  if (about === null || rendered === null) return null;
  const { object, source } = rendered;
  const map = kind === "added" ? mapAround(object, about.path) : null;
  const paths = kind === "added" ? (map?.paths ?? []) : pathsOf(object, about.path);
  if (paths.length === 0 || paths.length > MOST_FIELDS) return null;
  const fields = paths.map((one) => ({ resource: resourceOf(object), path: one, value: valueFor(object, one) }));
  return { source, fields, siblings: map?.entries ?? null };
}

function valueFor(object: KubernetesObject, path: Path): Json | undefined {
  return path.length === 0 ? object.metadata.name : valueIn(object, path);
}

/** The field; before a map or list what is in it, whose values stand on lines of their own. */
function pathsOf(object: JsonObject, path: Path): readonly Path[] {
  if (path.length === 0) return [[]];
  const own = renderedPath(object, path) ?? asStringData(object, path);
  if (own === null) return [];
  const below = leavesBelow(object, own).filter((one) => one.length > own.length);
  return [...below.slice(0, MOST_FIELDS - 1), own];
}

/** The cluster moves what a manifest of a Secret writes as `stringData`. */
function asStringData(object: JsonObject, [first, ...rest]: Path): Path | null {
  return object["kind"] === "Secret" && first === "data" ? renderedPath(object, ["stringData", ...rest]) : null;
}

interface FlatMap {
  readonly paths: readonly Path[];
  readonly entries: ReadonlyMap<string, Json>;
}

/** The map that a field was added to; null where git renders no such map, or one that nests. */
function mapAround(object: JsonObject, path: Path): FlatMap | null {
  const parent = path.length > 1 && typeof path.at(-1) === "string" ? renderedPath(object, path.slice(0, -1)) : null;
  const map = parent === null ? undefined : valueIn(object, parent);
  if (parent === null || !isJsonObject(map)) return null;
  const entries = Object.entries(map).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  if (entries.some(([, value]) => typeof value === "object")) return null;
  return { paths: entries.map(([name]) => [...parent, name]), entries: new Map(entries) };
}
