import type { Attribution } from "../../vocabulary/index.ts";
import type { Owner } from "./owners.ts";

/**
 * The manager to name for a value: of several, a person before a controller before a deployer, and of those the one that
 * wrote last. Null when nobody owns it.
 */
export function attributionOf(owners: readonly Owner[]): Attribution | null {
  const [first] = [...owners].sort(byBlame);
  return first === undefined ? null : { manager: first.manager, operation: first.operation, time: first.time };
}

const ORDER = { human: 0, controller: 1, deployer: 2 } as const;

function byBlame(a: Owner, b: Owner): number {
  return ORDER[a.role] - ORDER[b.role] || timeOf(b) - timeOf(a);
}

function timeOf({ time }: Owner): number {
  return time === null ? 0 : Date.parse(time);
}
