import { type Difference, isJsonObject, type Json, type KubernetesObject } from "../../vocabulary/index.ts";
import { attributionOf, type Owner } from "../ownership/index.ts";
import { builtInDefault } from "../rules/defaults.ts";
import { saysNothing } from "../rules/empty.ts";
import { isSilent } from "../rules/silent.ts";
import { sameJson } from "../values/index.ts";
import type { Comparison } from "./comparison.ts";
import { mergeKey } from "./merge-key.ts";
import { isEntryMap, type Place } from "./place.ts";
import { differenceAt, humansOf } from "./report.ts";
import { valueAt } from "./value-at.ts";

/**
 * Judges a live value that git never mentions by who owns it: a person's is `added`, one that git dropped is `removed`,
 * a default and a known controller's are nobody's drift. One finding for a subtree, at its top.
 */
export function unmentioned(comparison: Comparison, place: Place, live: Json): Difference[] {
  if (live === null || isSilent(place, comparison, false) || isDefault(comparison, place, live)) return [];
  const children = isEntryMap(place) ? childrenOf(comparison, place, live) : null;
  if (children === null) {
    const verdict = judge(comparison, place, live);
    if (verdict !== null) return [verdict];
  }
  const inner = children ?? childrenOf(comparison, place, live);
  return inner === null ? [] : inner.flatMap((child) => unmentioned(comparison, child.place, child.live));
}

function judge(comparison: Comparison, place: Place, live: Json): Difference | null {
  const humans = humansOf(place.owners.within());
  const sides = { desired: undefined, live };
  if (humans.length > 0) {
    if (!isWholly(comparison, place, { live, role: "human" })) return null;
    return differenceAt(comparison, place.path, { kind: "added", ...sides, attribution: attributionOf(humans) });
  }
  if (isDropped(comparison, place, live)) {
    const attribution = attributionOf(place.owners.within());
    // The last sync put it there, so the next one takes it away.
    const kind = wasMentioned(comparison.base, place, live) ? "pending" : "removed";
    return differenceAt(comparison, place.path, { kind, ...sides, reason: "dropped-from-git", attribution });
  }
  const nobodys = isOwnerless(comparison, place) && !isContainer(place, live) && cannotBeDefault(comparison, place);
  if (nobodys || isScaledUnseen(place)) {
    return differenceAt(comparison, place.path, { kind: "added", ...sides, reason: "no-owner" });
  }
  return null;
}

/** A Secret's key outlives its owner when a server-side apply stops to send it as `stringData` (seen on Kubernetes 1.37). */
function isOwnerless({ ownerless, resource }: Comparison, { path, owners }: Place): boolean {
  return ownerless || (resource.kind === "Secret" && path[0] === "data" && owners.within().length === 0);
}

/** The scale subresource records no writer where nobody owned the replicas before (seen on Kubernetes 1.37). */
function isScaledUnseen({ path, owners }: Place): boolean {
  return path.length === 2 && path[0] === "spec" && path[1] === "replicas" && owners.within().length === 0;
}

/** True when the place as a whole was made by owners of this role, so that the finding stands at its top. */
function isWholly(comparison: Comparison, place: Place, { live, role }: { live: Json; role: Owner["role"] }): boolean {
  if (place.owners.holders().some((owner) => owner.role === role)) return true;
  // An update marks the map it makes; an apply marks only the fields it sent, so each of them must be its own.
  if (role === "human" && defaultsHere(comparison, place)) return false;
  return everyLeaf(comparison, { place, live }, (owners) => isAppliedBy(owners, role));
}

function isAppliedBy(owners: readonly Owner[], role: Owner["role"]): boolean {
  return owners.length > 0 && owners.every((owner) => owner.role === role && owner.operation === "Apply");
}

/** True when the deployer alone owns what git no longer mentions, and something proves that git once did. */
function isDropped(comparison: Comparison, place: Place, live: Json): boolean {
  const owners = place.owners.within();
  if (owners.length === 0 || owners.some(({ role }) => role !== "deployer")) return false;
  if (wasMentioned(comparison.base, place, live) || wasMentioned(comparison.lastApplied() ?? undefined, place, live))
    return true;
  return (
    owners.every(({ operation }) => operation === "Apply") && isWholly(comparison, place, { live, role: "deployer" })
  );
}

function wasMentioned(earlier: Json | undefined, { path }: Place, live: Json): boolean {
  const last = path.at(-1);
  if (typeof last === "object" && last.key === null && typeof live !== "object") {
    const list = valueAt(earlier, path.slice(0, -1));
    return Array.isArray(list) && list.includes(live);
  }
  return (valueAt(earlier, path) ?? null) !== null;
}

/** True when a fresh object would have this value too, or when it only follows from another one that is reported. */
function isDefault(comparison: Comparison, place: Place, live: Json): boolean {
  const fresh = valueAt(comparison.server.fresh ?? undefined, place.path) ?? null;
  if (fresh !== null) return sameJson(fresh, live);
  if (place.schema.builtIn && saysNothing(live, place.schema, place.parent)) return true;
  const known = defaultOf(place);
  if (known !== undefined && sameJson(known, live)) return true;
  if (!isContainer(place, live) || isEntryMap(place) || Array.isArray(live)) return false;
  const children = childrenOf(comparison, place, live) ?? [];
  return children.length > 0 && children.every((child) => isDefault(comparison, child.place, child.live));
}

function defaultOf({ schema, parent }: Place): Json | undefined {
  const builtIn = parent === null ? undefined : builtInDefault(parent.schema.definition, parent.field, parent.live);
  return builtIn ?? schema.default;
}

/** True when the server makes this map by itself, so that a person's field in it is no new map. */
function defaultsHere({ server }: Comparison, place: Place): boolean {
  if (server.fresh !== null) return (valueAt(server.fresh, place.path) ?? null) !== null;
  return defaultOf(place) !== undefined;
}

interface Child {
  readonly place: Place;
  readonly live: Json;
}

/** The parts that owners are recorded for one by one; null for a value that is owned as a whole. */
function childrenOf(comparison: Comparison, place: Place, live: Json): Child[] | null {
  if (isJsonObject(live)) {
    const strimzi = comparison.resource.group.endsWith("strimzi.io");
    return Object.entries(live).flatMap(([field, value]) =>
      value === undefined ? [] : [{ place: place.field(field, { live, strimzi }), live: value }],
    );
  }
  const { list } = place.schema;
  if (!Array.isArray(live) || list.type === "atomic") return null;
  return live.map((value, index) => {
    const key = list.type === "map" ? mergeKey(value, place.schema.items(), list.keys) : null;
    return { place: place.item({ index, key, value }), live: value };
  });
}

function everyLeaf(comparison: Comparison, at: Child, holds: (owners: readonly Owner[]) => boolean): boolean {
  const children = isContainer(at.place, at.live) ? childrenOf(comparison, at.place, at.live) : null;
  if (children === null || children.length === 0) return holds(at.place.owners.within());
  return children.every((child) => everyLeaf(comparison, child, holds));
}

function isContainer({ schema }: Place, live: Json): boolean {
  return isJsonObject(live) || (Array.isArray(live) && schema.list.type !== "atomic");
}

/** The server fills in nothing that no schema names: neither in custom resources nor in maps with free keys. */
function cannotBeDefault({ live }: Comparison, { parent }: Place): boolean {
  return parent !== null && (parent.schema.freeMap || !isBuiltIn(live));
}

function isBuiltIn({ apiVersion }: KubernetesObject): boolean {
  return !apiVersion.includes("/") || !apiVersion.split("/")[0]?.includes(".") || apiVersion.includes(".k8s.io/");
}
