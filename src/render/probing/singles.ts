import { type Laboratory, linksOf } from "./laboratory.ts";
import { alternativesOf, type Mutation } from "./sentinels.ts";

/**
 * Changes each leaf alone, and so sees what it moves whatever the others do.
 * @returns the leaves that moved nothing.
 */
export async function traceAlone(mutations: readonly Mutation[], laboratory: Laboratory): Promise<Mutation[]> {
  const silent = await Promise.all(mutations.map((mutation) => traceOne(mutation, laboratory)));
  return mutations.filter((_, index) => silent[index]);
}

/** A value that the chart refuses is followed by others; true when one that renders moves nothing. */
async function traceOne(first: Mutation, laboratory: Laboratory): Promise<boolean> {
  const { bench, ledger, mint } = laboratory;
  let stopped = false;
  for (const mutation of [first, ...knownValues(first, laboratory), ...alternativesOf(first.leaf, mint)]) {
    const probe = await bench.probe([mutation]);
    if (probe.outcome === "rendered") {
      ledger.link(first.leaf, linksOf(probe.effects, mutation, laboratory));
      if (probe.effects.length > 0) return false;
      if (mutation === first) return true;
    } else stopped ||= probe.outcome === "stopped";
  }
  ledger.settle(first.leaf, stopped ? "not-probed" : "refused");
  return false;
}

const MOST_KNOWN = 4;

/** Other values of a text that templates speak of, for a chart that refuses every other. */
function knownValues({ leaf }: Mutation, { words }: Laboratory): Mutation[] {
  const name = leaf.path.findLast((segment) => typeof segment === "string") ?? "";
  if (leaf.of === "key" || typeof leaf.value !== "string") return [];
  const literals = new Set(words.literals.get(name)?.filter((text) => text !== leaf.value));
  return [...literals].slice(0, MOST_KNOWN).map((to) => ({ leaf, to, tokens: [] }));
}
