import type { ArgoIgnoreDifference } from "../../environments/application.ts";
import {
  type Difference,
  isJsonObject,
  type Json,
  type KubernetesObject,
  type Path,
  splitApiVersion,
} from "../../vocabulary/index.ts";
import { sameJson } from "../values/index.ts";
import { jqPointers, type Pointer } from "./jq-paths.ts";
import { type JqStep, parseJqPath } from "./jq-syntax.ts";

/** An `ignoreDifferences` entry, ready to be asked. */
export interface ArgoIgnore {
  readonly rule: ArgoIgnoreDifference;
  readonly pointers: readonly Pointer[];
  readonly paths: readonly (readonly JqStep[])[];
}

/** Reads an Application's `ignoreDifferences`; `notUnderstood` names each jq expression that is left out, as it stands. */
export function openArgoIgnores(rules: readonly ArgoIgnoreDifference[]): {
  ignores: readonly ArgoIgnore[];
  notUnderstood: readonly string[];
} {
  const notUnderstood: string[] = [];
  const ignores = rules.map((rule) => {
    const paths: (readonly JqStep[])[] = [];
    for (const expression of rule.jqPathExpressions) {
      const steps = parseJqPath(expression);
      if (steps === null) notUnderstood.push(expression);
      else paths.push(steps);
    }
    return { rule, pointers: rule.jsonPointers.map(parsePointer), paths };
  });
  return { ignores, notUnderstood };
}

/** The two objects that a difference was found between. */
export interface Compared {
  readonly desired: KubernetesObject;
  readonly live: KubernetesObject;
}

/** True when Argo CD is told not to see this difference. A missing or an extra object is never ignored. */
export function ignoredByArgo(difference: Difference, compared: Compared, ignores: readonly ArgoIgnore[]): boolean {
  if (difference.path.length === 0) return false;
  const own = ignores.filter(({ rule }) => concerns(rule, compared.live));
  const managers = own.flatMap(({ rule }) => rule.managedFieldsManagers);
  if (difference.attribution !== null && managers.includes(difference.attribution.manager)) return true;
  const onLive = own.flatMap((ignore) => pointersInto(compared.live, ignore));
  const onDesired = own.flatMap((ignore) => pointersInto(compared.desired, ignore));
  const at = pointerOf(difference.path);
  // A path counts indices on the side that has the value.
  const near = difference.live === undefined ? onDesired : onLive;
  if (near.some((pointer) => isPrefix(pointer, at))) return true;
  return isOnlyIgnored(difference, { at, onDesired, onLive });
}

/** True when nothing of the difference is left once the ignored parts are taken out of both sides. */
function isOnlyIgnored(
  { desired, live }: Difference,
  { at, onDesired, onLive }: { at: Pointer; onDesired: readonly Pointer[]; onLive: readonly Pointer[] },
): boolean {
  const below = (pointers: readonly Pointer[]): Pointer[] =>
    pointers.filter((pointer) => isPrefix(at, pointer)).map((pointer) => pointer.slice(at.length));
  const [inDesired, inLive] = [below(onDesired), below(onLive)];
  if (inDesired.length + inLive.length === 0) return false;
  return sameRest(without(desired, inDesired), without(live, inLive));
}

function sameRest(a: Json | undefined, b: Json | undefined): boolean {
  return sameJson(a, b) || (isBare(a) && isBare(b));
}

function isBare(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === "object" && Object.values(value).every(isBare));
}

function without(value: Json | undefined, pointers: readonly Pointer[]): Json | undefined {
  if (value === undefined || pointers.some((pointer) => pointer.length === 0)) return undefined;
  const into = (key: string | number): Pointer[] =>
    pointers.filter(([first]) => first === key).map((pointer) => pointer.slice(1));
  if (Array.isArray(value)) {
    return value.map((item, index) => without(item, into(index))).filter((item) => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, without(item, into(name))]));
}

function pointersInto(object: KubernetesObject, { pointers, paths }: ArgoIgnore): Pointer[] {
  return [...pointers.map((pointer) => typed(pointer, object)), ...paths.flatMap((steps) => jqPointers(steps, object))];
}

// In a JSON pointer only the object tells whether `0` is an index or a field.
function typed(pointer: Pointer, object: Json): Pointer {
  let value: Json | undefined = object;
  return pointer.map((part) => {
    const list: boolean = Array.isArray(value);
    const step = list ? Number(part) : String(part);
    value = Array.isArray(value) ? value[Number(part)] : isJsonObject(value) ? value[String(part)] : undefined;
    return step;
  });
}

function concerns(rule: ArgoIgnoreDifference, object: KubernetesObject): boolean {
  const { group } = splitApiVersion(object.apiVersion);
  return (
    matches(rule.group, group) &&
    matches(rule.kind, object.kind) &&
    (rule.name === null || rule.name === object.metadata.name) &&
    (rule.namespace === null || rule.namespace === (object.metadata.namespace ?? ""))
  );
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${source.join(".*")}$`).test(text);
}

function parsePointer(text: string): Pointer {
  return text
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function pointerOf(path: Path): Pointer {
  return path.map((segment) => (typeof segment === "string" ? segment : segment.index));
}

function isPrefix(prefix: Pointer, pointer: Pointer): boolean {
  return prefix.length <= pointer.length && prefix.every((part, i) => part === pointer[i]);
}
