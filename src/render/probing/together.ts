import type { Effect } from "./effects.ts";
import { isCompared, type Laboratory } from "./laboratory.ts";
import type { Mutation } from "./sentinels.ts";

/** Mutations that render together, and what they move. */
export interface Together {
  readonly mutations: readonly Mutation[];
  readonly effects: readonly Effect[];
}

/** Renders all mutations at once; a set that does not render is parted until its culprits are alone and left out. */
export async function together(mutations: readonly Mutation[], laboratory: Laboratory): Promise<Together> {
  if (mutations.length === 0) return { mutations: [], effects: [] };
  const probe = await laboratory.bench.probe(mutations);
  if (probe.outcome === "rendered") return { mutations, effects: probe.effects };
  if (mutations.length === 1) return { mutations: [], effects: [] };
  const parts = await Promise.all(partsOf(mutations, laboratory).map((part) => together(part, laboratory)));
  return parts.reduce((left, right) => left.then((one) => join(one, right, laboratory)), Promise.resolve(EMPTY));
}

const EMPTY: Together = { mutations: [], effects: [] };

/** Those that templates compare with something are the likely culprits; else halves. */
function partsOf(mutations: readonly Mutation[], laboratory: Laboratory): Mutation[][] {
  const compared = (mutation: Mutation): boolean => isCompared(mutation, laboratory);
  const [risky, plain] = [mutations.filter(compared), mutations.filter((mutation) => !compared(mutation))];
  if (risky.length > 0 && plain.length > 0) return [plain, risky];
  const middle = Math.ceil(mutations.length / 2);
  return [mutations.slice(0, middle), mutations.slice(middle)];
}

async function join(left: Together, right: Together, laboratory: Laboratory): Promise<Together> {
  if (left.mutations.length === 0) return right;
  if (right.mutations.length === 0) return left;
  const mutations = [...left.mutations, ...right.mutations];
  const probe = await laboratory.bench.probe(mutations);
  if (probe.outcome === "rendered") return { mutations, effects: probe.effects };
  return left.mutations.length >= right.mutations.length ? left : right;
}
