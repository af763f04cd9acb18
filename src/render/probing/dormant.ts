import type { Laboratory } from "./laboratory.ts";
import { effectsOfLeaf } from "./laboratory.ts";
import type { ProbedLeaf } from "./leaves.ts";
import { alternativesOf, carrierOf } from "./sentinels.ts";

/** Renders that the search for switches may cost. */
const MOST_RENDERS = 40;

/**
 * Looks for leaves that matter only once another leaf has another value: everything that is off is switched on, one by
 * one, while all silent leaves carry tokens.
 */
export async function traceDormant(leaves: readonly ProbedLeaf[], laboratory: Laboratory): Promise<void> {
  const silent = new Set(
    leaves.filter((leaf) => leaf.of === "value" && laboratory.ledger.outcomeOf(leaf) === "silent"),
  );
  const switches = leaves.filter((leaf) => leaf.of === "value" && isOff(leaf) && !silent.has(leaf));
  for (const leaf of switches.slice(0, MOST_RENDERS)) {
    if (silent.size === 0) return;
    await trySwitch(leaf, silent, laboratory);
  }
}

async function trySwitch(leaf: ProbedLeaf, silent: Set<ProbedLeaf>, laboratory: Laboratory): Promise<void> {
  const [on] = alternativesOf(leaf, laboratory.mint);
  const carriers = [...silent].flatMap((one) => carrierOf(one, laboratory.mint) ?? []);
  if (on === undefined || carriers.length === 0) return;
  const probe = await laboratory.bench.probe([...carriers, on]);
  if (probe.outcome !== "rendered") return;
  for (const carrier of carriers) {
    if (effectsOfLeaf(probe.effects, carrier).length === 0) continue;
    laboratory.ledger.settle(carrier.leaf, "dormant", leaf.path);
    silent.delete(carrier.leaf);
  }
}

/** False, or empty: what a condition takes for no. */
function isOff({ value }: ProbedLeaf): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === null || value === false || value === "" || value === 0;
}
