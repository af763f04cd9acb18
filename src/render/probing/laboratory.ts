import type { Json } from "../../vocabulary/index.ts";
import type { Bench } from "./bench.ts";
import { linkOf } from "./classify.ts";
import type { Effect } from "./effects.ts";
import type { Ledger } from "./ledger.ts";
import type { Mutation } from "./sentinels.ts";
import type { TemplateWords } from "./template-words.ts";
import type { TokenMint } from "./tokens.ts";
import type { Link, RenderedField } from "./trace.ts";

/** What the steps of a trace share. */
export interface Laboratory {
  readonly bench: Bench;
  readonly mint: TokenMint;
  readonly ledger: Ledger;
  readonly words: TemplateWords;
  /** What the unchanged chart renders at a field. */
  readonly renderedAt: (field: RenderedField) => Json | undefined;
}

/** The links that effects of one mutation prove. */
export function linksOf(effects: readonly Effect[], mutation: Mutation, laboratory: Laboratory): Link[] {
  return effects.map((effect) => linkOf(effect, { mutation, rendered: laboratory.renderedAt(effect.field) }));
}

/** The effects in which a token of the leaf stands. */
export function effectsOfLeaf(effects: readonly Effect[], { leaf }: Mutation): Effect[] {
  return effects.filter(({ tokens }) => tokens.some((token) => token.leaf === leaf.id));
}

/** True when a template compares a field of the leaf's name with something: worth to be suspected first. */
export function isCompared({ leaf }: Mutation, { words }: Laboratory): boolean {
  const name = leaf.path.findLast((segment) => typeof segment === "string");
  return name !== undefined && words.comparing.has(name);
}
