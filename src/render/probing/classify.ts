import type { Json, Path, Transformation } from "../../vocabulary/index.ts";
import type { Effect } from "./effects.ts";
import type { Mutation } from "./sentinels.ts";
import type { Link } from "./trace.ts";

const HASH = /\b[0-9a-f]{32}\b|\b[0-9a-f]{40}\b|\b[0-9a-f]{64}\b/;

/** What is known of an effect besides the effect itself. */
export interface Cause {
  readonly mutation: Mutation;
  /** The value that the unchanged chart renders: a hash where the probed chart shows the hashed text. */
  readonly rendered: Json | undefined;
}

/** The link that an effect of a leaf proves. */
export function linkOf(effect: Effect, cause: Cause): Link {
  return { ...effect.field, transformation: transformationOf(effect, cause), present: effect.before !== undefined };
}

function transformationOf(effect: Effect, cause: Cause): Transformation {
  const { before, after } = effect;
  const { leaf } = cause.mutation;
  if (isHash(cause.rendered) && (before !== cause.rendered || isHash(after))) return "checksum";
  if (before === undefined || after === undefined) return "condition";
  if (leaf.of === "key") return "key";
  const mine = effect.tokens.filter((token) => token.leaf === leaf.id);
  if (mine.length === 0) return withoutToken(effect, cause);
  if (effect.tokens.some((token) => token.leaf !== leaf.id)) return "joined";
  if (typeof leaf.value === "object" && leaf.value !== null) return ofContainer(effect, cause);
  const whole = textOf(cause.mutation.to);
  if (textOf(after) === whole) return wholeValue(effect, cause);
  return isPiece(textOf(after), effect, whole) ? "split" : "formatted";
}

function isHash(value: Json | undefined): boolean {
  return typeof value === "string" && HASH.test(value);
}

/** An empty map or list that was filled. */
function ofContainer({ before, after }: Effect, { mutation: { leaf, to } }: Cause): Transformation {
  if (JSON.stringify(after) === JSON.stringify(to)) return "same";
  if (typeof after === "object") return "formatted";
  return Array.isArray(leaf.value) && typeof before === "string" ? "joined" : "formatted";
}

function wholeValue({ field, before, ofKey }: Effect, { mutation: { leaf } }: Cause): Transformation {
  if (ofKey) return "formatted";
  if (typeof before !== typeof leaf.value) return "quoted";
  return isItem(field.path) && isItem(leaf.path) ? "list-item" : "same";
}

function isItem(path: Path): boolean {
  return typeof path.at(-1) === "object";
}

/** A piece of the value, and nothing else. */
function isPiece(after: string, effect: Effect, whole: string): boolean {
  return whole.includes(after) && effect.explained;
}

/** The probe's value does not stand in the field: it follows the value, or switches it. */
function withoutToken({ before, after, field }: Effect, { mutation: { leaf, to } }: Cause): Transformation {
  if (typeof to === "object" || typeof leaf.value === "object") return isHash(before) ? "checksum" : "condition";
  const [old, changed] = [textOf(leaf.value), textOf(to)];
  if (textOf(before) === old && textOf(after) === changed) {
    if (typeof before !== typeof leaf.value) return "quoted";
    return isItem(field.path) && isItem(leaf.path) ? "list-item" : "same";
  }
  if (isReplaced(textOf(before), textOf(after), { old, changed })) return "formatted";
  return typeof leaf.value === "number" && typeof before === "number" ? "formatted" : "condition";
}

/** True when one text is the other with the new value at one of the places of the old one. */
function isReplaced(before: string, after: string, change: { old: string; changed: string }): boolean {
  if (change.old === "" || change.changed === "") return false;
  if (before.replaceAll(change.old, change.changed) === after) return before !== after;
  for (let at = before.indexOf(change.old); at >= 0; at = before.indexOf(change.old, at + 1)) {
    if (before.slice(0, at) + change.changed + before.slice(at + change.old.length) === after) return true;
  }
  return false;
}

/** A scalar as a template prints it; a map or list as JSON. */
function textOf(value: Json | undefined): string {
  return typeof value === "object" ? JSON.stringify(value) : `${value}`;
}
