import type { Probe } from "./bench.ts";
import { halves } from "./halves.ts";
import { type Laboratory, linksOf } from "./laboratory.ts";
import type { ProbedLeaf } from "./leaves.ts";
import { alternativesOf, type Mutation } from "./sentinels.ts";

/** Renders that one round of alternatives may cost, the first round first. */
const MOST_RENDERS = [24, 12, 4];

/**
 * Asks leaves that moved nothing once more, with each other value that a template might tell from the first. They are
 * changed all at once, and in halves only where something moves or refuses.
 */
export async function confirmSilence(leaves: readonly ProbedLeaf[], laboratory: Laboratory): Promise<void> {
  const open = new Set(leaves);
  for (const leaf of leaves) laboratory.ledger.settle(leaf, "silent");
  const alternatives = new Map(leaves.map((leaf) => [leaf, alternativesOf(leaf, laboratory.mint)]));
  for (const [index, most] of MOST_RENDERS.entries()) {
    const mutations = [...open].flatMap((leaf) => alternatives.get(leaf)?.[index] ?? []);
    for (const { leaf } of await sift(mutations, most, laboratory)) open.delete(leaf);
  }
}

/** Changes all at once and halves what does something. Returns the mutations that do, each noted in the ledger. */
export async function sift(mutations: readonly Mutation[], most: number, laboratory: Laboratory): Promise<Mutation[]> {
  const found: Mutation[] = [];
  const queue = [mutations];
  for (let renders = 0; renders < most; renders++) {
    const group = queue.shift() ?? [];
    const [first] = group;
    if (first === undefined) break;
    const probe = await laboratory.bench.probe(group);
    if (probe.outcome === "rendered" && probe.effects.length === 0) continue;
    if (group.length > 1) queue.push(...halves(group));
    else {
      found.push(first);
      note(first, probe, laboratory);
    }
  }
  return found;
}

function note(mutation: Mutation, probe: Probe, laboratory: Laboratory): void {
  const { ledger } = laboratory;
  if (probe.outcome === "rendered") ledger.link(mutation.leaf, linksOf(probe.effects, mutation, laboratory));
  else ledger.settle(mutation.leaf, probe.outcome === "refused" ? "refused" : "not-probed");
}
