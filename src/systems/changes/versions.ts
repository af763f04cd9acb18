import { fieldOf, type SystemDifference } from "../system.ts";
import { textOf } from "../workload/index.ts";
import type { Pair } from "./pairs.ts";
import { risk } from "./risk.ts";

const FIELDS = ["version", "metadataVersion"] as const;

/** Kafka does not go back: what newer brokers wrote, older ones cannot read. */
export function weighVersions({ before, after }: Pair): readonly SystemDifference[] {
  return FIELDS.flatMap((field) => {
    const path = ["spec", "kafka", field];
    const [was, is] = [textOf(fieldOf(before.object, ...path)), textOf(fieldOf(after.object, ...path))];
    if (was === null || is === null || !isBelow(is, was)) return [];
    const statement = `Kafka ${after.object.metadata.name} goes from ${field} ${was} back to ${is}, which Strimzi refuses once the metadata is newer; keep ${was}`;
    return [risk({ reason: "kafka-downgraded", one: after, path, statement })];
  });
}

/** `3.9.0`, `4.0`, `3.9-IV0`: only numbers are compared. */
function isBelow(a: string, b: string): boolean {
  const [left, right] = [numbersIn(a), numbersIn(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return (left[i] ?? 0) < (right[i] ?? 0);
  }
  return false;
}

function numbersIn(version: string): readonly number[] {
  return /^\d+(?:\.\d+)*/.exec(version)?.[0].split(".").map(Number) ?? [];
}
