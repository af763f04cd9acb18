import { type Laboratory, linksOf } from "./laboratory.ts";
import type { ProbedLeaf } from "./leaves.ts";
import { alternativesOf, carrierOf } from "./sentinels.ts";

/** Changes each leaf alone, and so sees what it moves whatever the others do. */
export async function traceAlone(leaves: readonly ProbedLeaf[], laboratory: Laboratory): Promise<void> {
  await Promise.all(leaves.map((leaf) => traceLeaf(leaf, laboratory)));
}

async function traceLeaf(leaf: ProbedLeaf, laboratory: Laboratory): Promise<void> {
  const { bench, ledger, mint } = laboratory;
  const carrier = carrierOf(leaf, mint);
  const outcomes = new Set<string>();
  for (const mutation of [...(carrier === null ? [] : [carrier]), ...alternativesOf(leaf, mint)]) {
    const probe = await bench.probe([mutation]);
    outcomes.add(probe.outcome);
    if (probe.outcome !== "rendered" || probe.effects.length === 0) continue;
    ledger.link(leaf, linksOf(probe.effects, mutation, laboratory));
    return;
  }
  if (outcomes.has("refused")) ledger.settle(leaf, "refused");
  else ledger.settle(leaf, outcomes.has("rendered") ? "silent" : "not-probed");
}
