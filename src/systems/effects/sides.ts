import { sameJson } from "../../compare/values/index.ts";
import {
  type Json,
  type KubernetesObject,
  type Path,
  type PathSegment,
  resourceKey,
  resourceOf,
  splitApiVersion,
} from "../../vocabulary/index.ts";
import { isKept } from "../changes/kept.ts";
import { fieldOf, type ObjectChange } from "../system.ts";
import { textOf } from "../workload/index.ts";

/** An object that stays the same object: the deployer updates it. */
export interface Update {
  readonly before: KubernetesObject;
  readonly after: KubernetesObject;
  readonly fields: ObjectChange["fields"];
  readonly change: ObjectChange["change"];
}

/** The update in a change; null for an object that comes, goes, or gets another name. */
export function updateOf({ before, after, fields, change }: ObjectChange): Update | null {
  if (before === null || after === null || !isSameObject(before, after)) return null;
  return { before, after, fields, change };
}

/** What the change makes: an object that was not there under this name. */
export function createdBy({ before, after }: ObjectChange): KubernetesObject | null {
  return after !== null && (before === null || !isSameObject(before, after)) ? after : null;
}

/**
 * What the change takes away: an object that is no longer there under this name. None that another application declares
 * now, or that says itself that it stays.
 */
export function removedBy({ before, after, change }: ObjectChange): KubernetesObject | null {
  if (before === null || (after !== null && isSameObject(before, after)) || isKept(before)) return null;
  return change.after.declared.applicationOf(resourceKey(resourceOf(before))) === null ? before : null;
}

export function isSameObject(a: KubernetesObject, b: KubernetesObject): boolean {
  return resourceKey(resourceOf(a)) === resourceKey(resourceOf(b));
}

/** True for an object of this group, of one of these kinds. */
export function isOf(group: string, kinds: readonly string[], object: KubernetesObject | null): boolean {
  return object !== null && splitApiVersion(object.apiVersion).group === group && kinds.includes(object.kind);
}

/** `Deployment web`, as sentences name it. */
export function titled({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.name}`;
}

/** A field name, or a list item by the value of its merge key. */
export type Step = string | { readonly item: string };

/**
 * True when one of the fields that differ lies at the path, below it or around it. Whatever is said of an update is asked
 * for by this: a single line is made answerable only for what the fields do that it moves.
 */
export function touches({ fields }: Pick<Update, "fields">, ...path: readonly Step[]): boolean {
  return fields.some((field) => isRelated(field.path, path));
}

/** True when the value at a path of field names is another one. How it is spelled makes no difference. */
export function differs(update: Update, ...path: readonly string[]): boolean {
  return touches(update, ...path) && !sameJson(jsonAt(update.before, path), jsonAt(update.after, path));
}

/** Both values of a scalar field as text, where it is another one; null where it is not, or is no scalar on one side. */
export function moved(
  update: Update,
  ...path: readonly string[]
): { readonly was: string; readonly is: string } | null {
  if (!differs(update, ...path)) return null;
  const [was, is] = [textOf(fieldOf(update.before, ...path)), textOf(fieldOf(update.after, ...path))];
  return was === null || is === null ? null : { was, is };
}

/** True when one of the paths lies within the other. */
function isRelated(path: Path, steps: readonly Step[]): boolean {
  return steps.every((step, index) => {
    const segment = path[index];
    return segment === undefined || isStep(segment, step);
  });
}

function isStep(segment: PathSegment, step: Step): boolean {
  if (typeof segment === "string" || typeof step === "string") return segment === step;
  return segment.key === null || Object.values(segment.key).some((value) => textOf(value) === step.item);
}

function jsonAt(object: KubernetesObject, path: readonly string[]): Json | undefined {
  return fieldOf(object, ...path) as Json | undefined;
}
