import type { Effect } from "./effects.ts";
import { effectsOfLeaf, type Laboratory, linksOf } from "./laboratory.ts";
import type { Mutation } from "./sentinels.ts";

/** The largest set of mutations found that renders together, and what it moves. */
interface Together {
  readonly mutations: readonly Mutation[];
  readonly effects: readonly Effect[];
}

/**
 * Renders all leaves that can carry a token at once. When every field that moved is as before with the originals put
 * back, each link is proven by its tokens.
 * @returns the leaves about which nothing is known yet.
 */
export async function traceCarriers(carriers: readonly Mutation[], laboratory: Laboratory): Promise<Mutation[]> {
  const first = await together(carriers, laboratory);
  const visible = first.mutations.filter((mutation) => effectsOfLeaf(first.effects, mutation).length > 0);
  const proof = await settled(first, visible, laboratory);
  if (proof === null) return [...carriers];
  const known = new Set(visible.map(({ leaf }) => leaf.id));
  for (const mutation of visible) {
    laboratory.ledger.link(mutation.leaf, linksOf(effectsOfLeaf(proof.effects, mutation), mutation, laboratory));
  }
  return carriers.filter(({ leaf }) => !known.has(leaf.id));
}

/** A leaf whose token is nowhere may still switch what others do: then the others are rendered without it. */
async function settled(
  first: Together,
  visible: readonly Mutation[],
  laboratory: Laboratory,
): Promise<Together | null> {
  if (visible.length === first.mutations.length) return isExplained(first) ? first : null;
  const second = await together(visible, laboratory);
  return isExplained(second) && second.mutations.length === visible.length ? second : null;
}

function isExplained({ effects }: Together): boolean {
  return effects.every(({ explained }) => explained);
}

/** Halves a set that does not render until its culprits are alone. */
async function together(mutations: readonly Mutation[], laboratory: Laboratory): Promise<Together> {
  if (mutations.length === 0) return { mutations: [], effects: [] };
  const probe = await laboratory.bench.probe(mutations);
  if (probe.outcome === "rendered") return { mutations, effects: probe.effects };
  if (mutations.length === 1) return { mutations: [], effects: [] };
  const middle = Math.ceil(mutations.length / 2);
  const left = await together(mutations.slice(0, middle), laboratory);
  const right = await together(mutations.slice(middle), laboratory);
  return join(left, right, laboratory);
}

async function join(left: Together, right: Together, laboratory: Laboratory): Promise<Together> {
  if (left.mutations.length === 0) return right;
  if (right.mutations.length === 0) return left;
  const mutations = [...left.mutations, ...right.mutations];
  const probe = await laboratory.bench.probe(mutations);
  if (probe.outcome === "rendered") return { mutations, effects: probe.effects };
  return left.mutations.length >= right.mutations.length ? left : right;
}
