import type { Effect } from "./effects.ts";
import type { Laboratory } from "./laboratory.ts";
import type { Mutation } from "./sentinels.ts";

/** Mutations that render together, and what they move. */
export interface Together {
  readonly mutations: readonly Mutation[];
  readonly effects: readonly Effect[];
}

/** Renders all mutations at once; a set that does not render is halved until its culprits are alone and left out. */
export async function together(mutations: readonly Mutation[], laboratory: Laboratory): Promise<Together> {
  if (mutations.length === 0) return { mutations: [], effects: [] };
  const probe = await laboratory.bench.probe(mutations);
  if (probe.outcome === "rendered") return { mutations, effects: probe.effects };
  if (mutations.length === 1) return { mutations: [], effects: [] };
  const middle = Math.ceil(mutations.length / 2);
  const [left, right] = await Promise.all([
    together(mutations.slice(0, middle), laboratory),
    together(mutations.slice(middle), laboratory),
  ]);
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
