import type { Link } from "../../render/index.ts";
import { type KubernetesResource, toPointer } from "../../vocabulary/index.ts";
import type { FieldChange, ResourceChange } from "../sides.ts";
import { isWithin } from "./paths.ts";

/** A rendered field that differs, by where it stands among the changes of its environment. */
export interface ReachedField {
  /** The index of its resource among the changes. */
  readonly resource: number;
  /** Its JSON pointer; empty for a resource that came or went as a whole. */
  readonly field: string;
}

/** An application's changes, each with its index among those of the environment. */
export type IndexedChange = readonly [number, ResourceChange];

/** The fields that differ and that one of these links leads to, each once. */
export function reachedBy(links: readonly Link[], changes: readonly IndexedChange[]): readonly ReachedField[] {
  return changes.flatMap(([resource, change]) => {
    const own = links.filter((link) => isAbout(link.resource, change));
    return change.fields
      .filter((field) => own.some((link) => leadsTo(link, field, change)))
      .map(({ path }) => ({ resource, field: toPointer(path) }));
  });
}

/** A link names its resource as the manifest states it, often without a namespace, and by its name of either side. */
function isAbout(linked: KubernetesResource, { resource, formerly }: ResourceChange): boolean {
  return [resource, ...(formerly === null ? [] : [formerly])].some(
    ({ group, kind, namespace, name }) =>
      group === linked.group &&
      kind === linked.kind &&
      name === linked.name &&
      (linked.namespace === null || linked.namespace === namespace),
  );
}

/** What moves a whole object says nothing about one of its fields. An object that came or went did so with all its fields. */
function leadsTo({ path }: Link, field: FieldChange, { formerly }: ResourceChange): boolean {
  if (field.path.length === 0) return true;
  if (path.length === 0) return formerly !== null;
  return isWithin(field.path, path) || isWithin(path, field.path);
}
