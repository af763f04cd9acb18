import { resourceKey, resourceOf } from "../../../vocabulary/index.ts";
import { coupling, type DeclaredCluster, declaredClusters } from "../../intent/index.ts";
import type { Change, SystemDifference } from "../../system.ts";
import { type Claim, claimsOf, type Figures } from "./claims.ts";
import { sizesOf, sizeText } from "./storage.ts";

/** Limits of size that never come into force, because the disks are full before. */
export function retentionOverStorage(cluster: DeclaredCluster): readonly SystemDifference[] {
  return toldOf(claimsOf(cluster)).map((claim) => {
    return difference(claim, { kept: sizeText(claim.kept), room: sizeText(claim.room), advice: "lower it" });
  });
}

/**
 * Limits of size that exceed the disks by more than before, with both figures, and those that exceeded them before and of
 * which nothing can be told any more. Each is the same finding as the coupling.
 */
export function weighCapacity({ before, after }: Change): readonly SystemDifference[] {
  const olds = declaredClusters(before);
  return declaredClusters(after).flatMap((cluster) => {
    const old = olds.find(({ name, namespace }) => name === cluster.name && namespace === cluster.namespace);
    // What did not render is told already.
    if (old === undefined || !cluster.whole) return [];
    const claims = { was: claimsOf(old), is: claimsOf(cluster), disks: changedDisks(old, cluster) };
    return [...worsened(claims), ...untold(claims)];
  });
}

interface Compared {
  readonly was: readonly Claim[];
  readonly is: readonly Claim[];
  /** The storage that changes, where one does. */
  readonly disks: Pick<Claim, "cause">;
}

interface Known extends Claim {
  readonly kept: number;
  readonly room: number;
}

/** Claims that exceed their room. A topic that is too large over all is not said to be so in each partition, too. */
function toldOf(claims: readonly Claim[]): readonly Known[] {
  const over = claims.filter(isKnown).filter(({ kept, room, isTold }) => isTold && kept > room);
  const whole = new Set(over.filter(({ by }) => by === "topic").map(({ one }) => one));
  return over.filter(({ by, one }) => by !== "partition" || !whole.has(one));
}

function worsened({ was: before, is: after, disks }: Compared): readonly SystemDifference[] {
  return toldOf(after).flatMap((is) => {
    const was = before.find((one) => isSame(one, is));
    if (was === undefined || !isKnown(was) || is.kept / is.room <= was.kept / was.room) return [];
    const grown = is.by === "all" ? mostGrown(before, after) : {};
    const kept = bothOf(sizeText(was.kept), sizeText(is.kept));
    return [
      difference(
        { ...is, ...(is.kept > was.kept ? grown : disks) },
        { kept, room: bothOf(sizeText(was.room), sizeText(is.room)), advice: "lower it" },
      ),
    ];
  });
}

function untold({ was: before, is: after, disks }: Compared): readonly SystemDifference[] {
  const still = toldOf(after);
  return toldOf(before).flatMap((was) => {
    const is = after.find((one) => isSame(one, was));
    const isTold = still.some(({ one, path }) => placeOf({ one, path }) === placeOf(was));
    if (is === undefined || isKnown(is) || isTold) return [];
    const kept = bothOf(sizeText(was.kept), is.kept === null ? "no known limit" : sizeText(is.kept));
    const room = bothOf(sizeText(was.room), is.room === null ? "an unknown size" : sizeText(is.room));
    return [
      difference(
        { ...is, ...(is.room === null && disks) },
        { kept, room, advice: "say both, or nobody can tell whether it fits" },
      ),
    ];
  });
}

/** The first size of a volume that changes. */
function changedDisks(old: DeclaredCluster, cluster: DeclaredCluster): Pick<Claim, "cause"> {
  const [first] = cluster.pools.flatMap((pool) => {
    const former = old.pools.find(({ object }) => object.metadata.name === pool.object.metadata.name);
    const sizes = former === undefined ? [] : sizesOf(former);
    const changed = sizesOf(pool).filter(({ text }, index) => sizes[index]?.text !== text);
    return changed.map(({ path }) => ({ resource: resourceOf(pool.object), path }));
  });
  return first === undefined ? {} : { cause: first };
}

/** The line to look at is that of the topic that takes most of what is new. */
function mostGrown(before: readonly Claim[], after: readonly Claim[]): Pick<Claim, "cause"> {
  const topics = after.filter(({ by }) => by === "topic").filter(isKnown);
  const grown = topics.map((is) => ({ is, by: is.kept - (before.find((one) => isSame(one, is))?.kept ?? 0) }));
  const [most] = grown.toSorted((a, b) => b.by - a.by);
  return most === undefined || most.by <= 0
    ? {}
    : { cause: { resource: resourceOf(most.is.one.object), path: most.is.isTold ? most.is.path : ["spec"] } };
}

function bothOf(was: string, is: string): string {
  return was === is ? is : `${was} before and ${is} after`;
}

function isKnown(claim: Claim): claim is Known {
  return claim.kept !== null && claim.room !== null;
}

function isSame(one: Claim, other: Claim): boolean {
  return one.by === other.by && placeOf(one) === placeOf(other);
}

function placeOf({ one, path }: Pick<Claim, "one" | "path">): string {
  return JSON.stringify([resourceKey(resourceOf(one.object)), path]);
}

function difference({ one, path, cause, sentence }: Claim, figures: Figures): SystemDifference {
  const { application, difference: said } = coupling({
    reason: "retention-exceeds-storage",
    one,
    path,
    statement: sentence(figures),
  });
  return { application, difference: { ...said, ...(cause !== undefined && { cause }) } };
}
