import { effectsOfLeaf, isCompared, type Laboratory, linksOf } from "./laboratory.ts";
import type { Mutation } from "./sentinels.ts";
import { type Together, together } from "./together.ts";

/** What a trace of carriers leaves to do. */
export interface OpenCarriers {
  /** To be changed alone: it is not proven what they move. */
  readonly unclear: readonly Mutation[];
  /** Their token stands nowhere, and nobody knows yet whether they move something else. */
  readonly hidden: readonly Mutation[];
  /** Changed together with all that is proven, they moved nothing. */
  readonly silent: readonly Mutation[];
}

const MOST_TRIES = 5;

/**
 * Renders all leaves that can carry a token at once. When every field that moved is as before with the originals put
 * back, each link is proven by its tokens. Leaves that stand in fields which are not, or whose token is nowhere, may
 * have switched something: they are taken out until what remains is proven.
 */
export async function traceCarriers(carriers: readonly Mutation[], laboratory: Laboratory): Promise<OpenCarriers> {
  const first = await together(carriers, laboratory);
  let tried: Together = first;
  for (let tries = 1; !isExplained(tried); tries++) {
    const rest = tries === MOST_TRIES ? [] : withoutSuspects(tried, laboratory);
    if (rest.length === 0) return { unclear: carriers, hidden: [], silent: [] };
    tried = await together(rest, laboratory);
  }
  const moved = tried.mutations.filter((mutation) => effectsOfLeaf(tried.effects, mutation).length > 0);
  for (const mutation of moved) {
    laboratory.ledger.link(mutation.leaf, linksOf(effectsOfLeaf(tried.effects, mutation), mutation, laboratory));
  }
  const proven = new Set(moved);
  const silent = tried.mutations.filter((mutation) => !proven.has(mutation));
  const kept = new Set(tried.mutations);
  const open = carriers.filter((mutation) => !kept.has(mutation));
  const hidden = new Set(hiddenOf(first).filter((mutation) => open.includes(mutation)));
  return { unclear: open.filter((mutation) => !hidden.has(mutation)), hidden: [...hidden], silent };
}

function isExplained({ effects }: Together): boolean {
  return effects.every(({ explained }) => explained);
}

/** Those whose token stands nowhere. */
function hiddenOf({ mutations, effects }: Together): Mutation[] {
  return mutations.filter((mutation) => effectsOfLeaf(effects, mutation).length === 0);
}

/**
 * Suspects are those whose token stands in a field that is not explained, or nowhere: first only the ones that
 * templates compare with something, then all.
 */
function withoutSuspects(tried: Together, laboratory: Laboratory): Mutation[] {
  const unexplained = tried.effects.filter(({ explained }) => !explained);
  const visible = tried.mutations.filter((mutation) => effectsOfLeaf(unexplained, mutation).length > 0);
  const blank = unexplained.some(({ tokens, after }) => tokens.length === 0 || after === undefined);
  const suspects = new Set([...visible, ...hiddenOf(tried)]);
  const compared = [...suspects].filter((mutation) => isCompared(mutation, laboratory));
  const out = new Set(compared.length > 0 ? compared : [...visible, ...(blank ? hiddenOf(tried) : [])]);
  return out.size === 0 ? [] : tried.mutations.filter((mutation) => !out.has(mutation));
}
