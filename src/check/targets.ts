import type { Discovery, ServedKind } from "../observe/kubernetes/port.ts";
import { type KubernetesResource, type ReadFailure, resourceOf } from "../vocabulary/index.ts";
import type { DesiredObject } from "./desired.ts";

/** One LIST and the desired objects that its answer is compared with. */
export interface Target {
  readonly kind: ServedKind;
  /** Null for a cluster-scoped kind. */
  readonly namespace: string | null;
  readonly desired: readonly DesiredObject[];
}

/** Desired objects sorted by what the cluster serves. */
export interface Targets {
  readonly targets: readonly Target[];
  /** The kind is served, but not in the rendered version; `versions` are those that are. */
  readonly unserved: readonly { readonly desired: DesiredObject; readonly versions: readonly string[] }[];
  /** The kind is not served at all, or its group could not be asked. One entry per kind. */
  readonly unreadable: readonly { readonly failure: ReadFailure; readonly desired: readonly DesiredObject[] }[];
}

/** Groups desired objects into the fewest LISTs: one per kind and namespace. */
export function planTargets(desired: readonly DesiredObject[], discovery: Discovery): Targets {
  const served = indexKinds(discovery);
  const targets = new Map<string, { kind: ServedKind; namespace: string | null; desired: DesiredObject[] }>();
  const unserved: { desired: DesiredObject; versions: string[] }[] = [];
  const unreadable = new Map<string, { failure: ReadFailure; desired: DesiredObject[] }>();
  for (const one of desired) {
    const resource = resourceOf(one.object);
    const versions = served.get(kindKey(resource)) ?? [];
    const kind = versions.find((candidate) => candidate.version === resource.version);
    if (kind !== undefined) {
      const namespace = kind.namespaced ? resource.namespace : null;
      const key = `${kindKey(resource)}/${resource.version}/${namespace ?? ""}`;
      entryOf(targets, key, () => ({ kind, namespace, desired: [] })).desired.push(one);
    } else if (versions.length > 0) {
      unserved.push({ desired: one, versions: versions.map((candidate) => candidate.version) });
    } else {
      const entry = entryOf(unreadable, kindKey(resource), () => ({
        failure: notServed(resource, discovery),
        desired: [],
      }));
      entry.desired.push(one);
    }
  }
  return { targets: [...targets.values()], unserved, unreadable: [...unreadable.values()] };
}

function indexKinds(discovery: Discovery): Map<string, ServedKind[]> {
  const index = new Map<string, ServedKind[]>();
  for (const kind of discovery.kinds) entryOf(index, kindKey(kind), () => []).push(kind);
  return index;
}

function notServed(resource: KubernetesResource, discovery: Discovery): ReadFailure {
  const what = resource.group === "" ? resource.kind : `${resource.kind}.${resource.group}`;
  const failure = discovery.failures.get(resource.group);
  return failure === undefined
    ? {
        reason: "not-served",
        what,
        why: "the cluster does not serve this kind; its CustomResourceDefinition is not installed",
      }
    : { reason: "server-error", what, why: failure };
}

function kindKey(kind: { readonly group: string; readonly kind: string }): string {
  return `${kind.group}/${kind.kind}`;
}

function entryOf<T>(map: Map<string, T>, key: string, make: () => T): T {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const made = make();
  map.set(key, made);
  return made;
}
