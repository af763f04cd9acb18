import type { Path } from "../../../vocabulary/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import { coupling, type DeclaredCluster, listed, nodesOf, rolesOf } from "../../intent/index.ts";
import type { SystemDifference } from "../../system.ts";

const ANNOTATION = "strimzi.io/next-node-ids";
const PATH: Path = ["metadata", "annotations", ANNOTATION];

/** Strimzi's NodeIdRange: `[0-2, 5, 10-8]`. */
const RANGE = /^\s*\[\s*\d+(?:\s*-\s*\d+)?(?:\s*,\s*\d+(?:\s*-\s*\d+)?)*\s*\]\s*$/;
/** A range that only leaves room is not counted out. */
const MOST = 10_000;

/** Ranges of ids that Strimzi cannot read, and ids that two pools ask for. */
export function nodeIds(cluster: DeclaredCluster): readonly SystemDifference[] {
  return [...cluster.pools.flatMap((pool) => malformed(pool)), ...overlaps(cluster)];
}

function malformed(one: DeclaredObject): readonly SystemDifference[] {
  const text = annotationOf(one);
  if (text === null || RANGE.test(text)) return [];
  const statement = `KafkaNodePool ${one.object.metadata.name} asks for node ids ${text}, which Strimzi cannot read, so it takes the lowest free ones; write a list like [0-2, 5]`;
  return [coupling({ reason: "node-ids", one, path: PATH, statement })];
}

function overlaps({ pools }: DeclaredCluster): readonly SystemDifference[] {
  return pools.flatMap((one, index) => {
    const own = exactIds(one);
    const other = pools.slice(0, index).find((pool) => sharedIds(own, exactIds(pool)).length > 0);
    if (other === undefined) return [];
    const shared = sharedIds(own, exactIds(other));
    const statement = `KafkaNodePools ${other.object.metadata.name} and ${one.object.metadata.name} both ask for node id ${listed(shared)}, so one of them gets others; give each its own`;
    return [coupling({ reason: "node-ids", one, path: PATH, statement })];
  });
}

function sharedIds(some: readonly number[] | null, others: readonly number[] | null): readonly number[] {
  return (some ?? []).filter((id) => others?.includes(id) === true);
}

/**
 * The node ids of all brokers of a new cluster; null where git does not decide them. They are decided where each pool
 * asks for exactly as many ids as it has nodes, or where there is but one pool.
 */
export function brokerIds({ pools, whole }: DeclaredCluster): readonly number[] | null {
  if (!whole || pools.length === 0) return null;
  const [only] = pools;
  const ids = pools.map((pool) => (only !== undefined && pools.length === 1 ? idsOfOnly(only) : exactIds(pool)));
  const all = ids.flatMap((list) => list ?? []);
  if (ids.includes(null) || new Set(all).size < all.length) return null;
  return pools.flatMap((pool, index) => (rolesOf(pool).includes("broker") ? (ids[index] ?? []) : []));
}

function idsOfOnly(pool: DeclaredObject): readonly number[] | null {
  const count = nodesOf(pool);
  if (count === null || annotationOf(pool) !== null) return exactIds(pool);
  return Array.from({ length: count }, (_, id) => id);
}

/** The ids that a pool asks for, when they are as many as its nodes. */
function exactIds(pool: DeclaredObject): readonly number[] | null {
  const text = annotationOf(pool);
  if (text === null || !RANGE.test(text)) return null;
  const ranges = [...text.matchAll(/(\d+)(?:\s*-\s*(\d+))?/g)].map(([, from, to]) => [
    Number(from),
    Number(to ?? from),
  ]);
  const ids = ranges.flatMap(([from = 0, to = 0]) => {
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    return high - low > MOST ? [] : Array.from({ length: high - low + 1 }, (_, step) => low + step);
  });
  return ids.length === nodesOf(pool) ? ids : null;
}

function annotationOf({ object }: DeclaredObject): string | null {
  return object.metadata.annotations?.[ANNOTATION] ?? null;
}
