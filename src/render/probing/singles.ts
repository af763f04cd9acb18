import { type Laboratory, linksOf } from "./laboratory.ts";
import type { ProbedLeaf } from "./leaves.ts";
import { alternativesOf, type Mutation } from "./sentinels.ts";
import type { TemplateWords } from "./template-words.ts";

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
  const { bench, ledger } = laboratory;
  let stopped = false;
  for (const mutation of [first, ...otherValues(first, laboratory)]) {
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

/** What else a chart may take for a text or number that it refuses: the values that its templates name come first. */
function otherValues({ leaf }: Mutation, { words, mint }: Laboratory): Mutation[] {
  if (leaf.value === "" || (typeof leaf.value !== "string" && typeof leaf.value !== "number")) return [];
  return [...knownValues(leaf, words), ...alternativesOf(leaf, mint).filter(({ to }) => typeof to !== "object")];
}

function knownValues(leaf: ProbedLeaf, words: TemplateWords): Mutation[] {
  const name = leaf.path.findLast((segment) => typeof segment === "string") ?? "";
  const literals = new Set(words.literals.get(name)?.filter((text) => text !== leaf.value));
  return [...literals].slice(0, MOST_KNOWN).map((to) => ({ leaf, to, tokens: [] }));
}
