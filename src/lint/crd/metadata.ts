import { nearest } from "../../config/near-miss.ts";
import { isJsonObject, type Json, type Path } from "../../vocabulary/index.ts";
import type { Sink } from "./violation.ts";

/** The fields of ObjectMeta that hold text, or maps of texts, as apimachinery has it (`meta/v1/types.go`). */
const TEXTS = ["name", "generateName", "namespace", "selfLink", "uid", "resourceVersion"];
const MAPS = ["labels", "annotations"];
const OTHERS = [
  ...["generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"],
  ...["ownerReferences", "finalizers", "managedFields"],
];
const KNOWN = [...TEXTS, ...MAPS, ...OTHERS];

/** A name in an object's metadata that is none of ObjectMeta's. */
export interface UnknownMetadata {
  readonly name: string;
  readonly near: string | null;
}

export function unknownMetadata(metadata: Json | undefined): readonly UnknownMetadata[] {
  const names = isJsonObject(metadata) ? Object.keys(metadata) : [];
  return names.filter((name) => !KNOWN.includes(name)).map((name) => ({ name, near: nearest(name, KNOWN) }));
}

/**
 * Metadata of the wrong type, labels and annotations that are not text above all: the API server cannot read such an
 * object at all.
 */
export function checkMetadata(metadata: Json | undefined, { path, sink }: { path: Path; sink: Sink }): void {
  if (metadata === undefined || metadata === null) return;
  const refuse = (at: Path, problem: string) => sink.violations.push({ path: at, problem, stopsRules: true });
  if (!isJsonObject(metadata)) {
    refuse(path, "must be a map");
    return;
  }
  for (const name of TEXTS) {
    if (!isText(metadata[name])) refuse([...path, name], "must be text");
  }
  for (const name of MAPS) {
    const map = metadata[name] ?? {};
    if (!isJsonObject(map)) refuse([...path, name], "must be a map of texts");
    else for (const key of notTexts(map)) refuse([...path, name, key], "must be text; write it in quotes");
  }
}

function notTexts(map: { readonly [key: string]: Json | undefined }): readonly string[] {
  return Object.keys(map).filter((key) => !isText(map[key]));
}

function isText(value: Json | undefined): boolean {
  return value === undefined || value === null || typeof value === "string";
}
