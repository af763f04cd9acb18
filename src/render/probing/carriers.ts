import { effectsOfLeaf, type Laboratory, linksOf } from "./laboratory.ts";
import type { Mutation } from "./sentinels.ts";
import { type Together, together } from "./together.ts";

/** What a trace of carriers leaves to do. */
export interface OpenCarriers {
  /** To be changed alone: it is not proven what they move. */
  readonly unclear: readonly Mutation[];
  /** Changed together with all that is proven, they moved nothing. */
  readonly silent: readonly Mutation[];
}

const MOST_TRIES = 4;

/**
 * Renders all leaves that can carry a token at once. When every field that moved is as before with the originals put
 * back, each link is proven by its tokens. Leaves that stand in fields which are not, or whose token is nowhere, may
 * have switched something: they are taken out until what remains is proven.
 */
export async function traceCarriers(carriers: readonly Mutation[], laboratory: Laboratory): Promise<OpenCarriers> {
  const first = await together(carriers, laboratory);
  let tried: Together = first;
  for (let tries = 1; !isExplained(tried); tries++) {
    const rest = tries === MOST_TRIES ? [] : withoutSuspects(tried);
    if (rest.length === 0) return { unclear: carriers, silent: [] };
    tried = await together(rest, laboratory);
  }
  const moved = tried.mutations.filter((mutation) => effectsOfLeaf(tried.effects, mutation).length > 0);
  for (const mutation of moved) {
    laboratory.ledger.link(mutation.leaf, linksOf(effectsOfLeaf(tried.effects, mutation), mutation, laboratory));
  }
  const proven = new Set(moved);
  const silent = tried.mutations.filter((mutation) => !proven.has(mutation));
  const kept = new Set(tried.mutations);
  return { unclear: carriers.filter((mutation) => !kept.has(mutation)), silent };
}

function isExplained({ effects }: Together): boolean {
  return effects.every(({ explained }) => explained);
}

/** Those whose token stands in a field that is not explained; if there are none, those whose token stands nowhere. */
function withoutSuspects({ mutations, effects }: Together): Mutation[] {
  const unexplained = effects.filter(({ explained }) => !explained);
  const suspects = mutations.filter((mutation) => effectsOfLeaf(unexplained, mutation).length > 0);
  const hidden = mutations.filter((mutation) => effectsOfLeaf(effects, mutation).length === 0);
  const out = new Set([...suspects, ...(unexplained.some(({ tokens }) => tokens.length === 0) ? hidden : [])]);
  return mutations.filter((mutation) => !out.has(mutation));
}
