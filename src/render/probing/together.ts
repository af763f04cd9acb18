import type { Effect } from "./effects.ts";
import { halves } from "./halves.ts";
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
  const parts = await Promise.all(partsOf(mutations, probe.why, laboratory).map((part) => together(part, laboratory)));
  return parts.reduce((left, right) => left.then((one) => join(one, right, laboratory)), Promise.resolve(EMPTY));
}

const EMPTY: Together = { mutations: [], effects: [] };

/** Whom Helm speaks of when it fails is the likely culprit; then those that templates compare; else halves. */
export function partsOf(mutations: readonly Mutation[], why: string, laboratory: Laboratory): Mutation[][] {
  const suspicions = [
    (mutation: Mutation): boolean => isNamed(mutation, why),
    (mutation: Mutation): boolean => isCompared(mutation, laboratory),
  ];
  for (const isSuspect of suspicions) {
    const [suspects, others] = [mutations.filter(isSuspect), mutations.filter((mutation) => !isSuspect(mutation))];
    if (suspects.length > 0 && others.length > 0) return [others, suspects];
  }
  return halves(mutations);
}

/** True when the message quotes a token, or the field of a template that has the leaf's name. */
function isNamed({ leaf, tokens }: Mutation, why: string): boolean {
  if (tokens.some(({ text }) => why.includes(text))) return true;
  const name = leaf.path.findLast((segment) => typeof segment === "string") ?? "";
  return why.includes(`.${name}>`) || why.includes(`.${name} `);
}

async function join(left: Together, right: Together, laboratory: Laboratory): Promise<Together> {
  if (left.mutations.length === 0) return right;
  if (right.mutations.length === 0) return left;
  const mutations = [...left.mutations, ...right.mutations];
  const probe = await laboratory.bench.probe(mutations);
  if (probe.outcome === "rendered") return { mutations, effects: probe.effects };
  return left.mutations.length >= right.mutations.length ? left : right;
}
