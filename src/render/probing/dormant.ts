import type { Path } from "../../vocabulary/index.ts";
import { effectsOfLeaf, type Laboratory } from "./laboratory.ts";
import { type ProbedLeaf, startsWith } from "./leaves.ts";
import { alternativesOf, carrierOf, type Mutation } from "./sentinels.ts";

/** Renders that the search for switches may cost. */
const MOST_RENDERS = 12;

/**
 * Looks for leaves that matter only once another leaf has another value: everything that is off is switched on, first
 * all at once and then one by one, while the silent leaves carry tokens.
 * @param silent those that some template speaks of.
 */
export async function traceDormant(
  leaves: readonly ProbedLeaf[],
  silent: readonly ProbedLeaf[],
  laboratory: Laboratory,
): Promise<void> {
  const carriers = new Set(silent.flatMap((leaf) => carrierOf(leaf, laboratory.mint) ?? []));
  const moving = leaves.filter((leaf) => leaf.of === "value" && laboratory.ledger.outcomeOf(leaf) === "moves");
  const switches = moving.filter(isOff).flatMap((leaf) => alternativesOf(leaf, laboratory.mint).slice(0, 1));
  if (carriers.size === 0 || switches.length === 0) return;
  const all = await awakened(carriers, switches, laboratory);
  if (all !== null) for (const carrier of carriers) if (!all.includes(carrier)) carriers.delete(carrier);
  for (const one of nearest(switches, carriers).slice(0, MOST_RENDERS)) {
    if (carriers.size === 0) return;
    for (const carrier of (await awakened(carriers, [one], laboratory)) ?? []) {
      laboratory.ledger.settle(carrier.leaf, "dormant", one.leaf.path);
      carriers.delete(carrier);
    }
  }
}

/** A switch mostly stands beside what it switches: those that share most of a path come first. */
function nearest(switches: readonly Mutation[], carriers: ReadonlySet<Mutation>): Mutation[] {
  const shared = (one: Mutation): number =>
    Math.max(0, ...[...carriers].map((carrier) => commonStart(one.leaf.path, carrier.leaf.path)));
  const near = new Map(switches.map((one) => [one, shared(one)]));
  return switches.toSorted((one, other) => (near.get(other) ?? 0) - (near.get(one) ?? 0));
}

function commonStart(one: Path, other: Path): number {
  const at = one.findIndex((_, index) => !startsWith(other, one.slice(0, index + 1)));
  return at < 0 ? one.length : at;
}

/** The carriers that show once the switches are turned; null where that does not render. */
async function awakened(
  carriers: ReadonlySet<Mutation>,
  switches: readonly Mutation[],
  laboratory: Laboratory,
): Promise<Mutation[] | null> {
  const probe = await laboratory.bench.probe([...carriers, ...switches]);
  if (probe.outcome !== "rendered") return null;
  return [...carriers].filter((carrier) => effectsOfLeaf(probe.effects, carrier).length > 0);
}

/** False, or empty: what a condition takes for no. */
function isOff({ value }: ProbedLeaf): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === null || value === false || value === "" || value === 0;
}
