import type { Json } from "../../vocabulary/index.ts";
import type { ProbedLeaf } from "./leaves.ts";
import type { Token, TokenMint } from "./tokens.ts";

/** One leaf with another value, or one key with another name. */
export interface Mutation {
  readonly leaf: ProbedLeaf;
  /** The value in its place; for a key its new name. */
  readonly to: Json;
  readonly tokens: readonly Token[];
}

/** A text of more pieces than this is known by its first ones. */
const MOST_PIECES = 12;
const RUN = /[\p{L}\p{N}]+/gu;
const ACTION = /\{\{[\s\S]*?\}\}/g;
const LONGEST_NUMBER = 8;

/**
 * The leaf with a value that can be recognised wherever it goes: for a text each word by itself, so that templates which
 * split, compare lengths or expect a shape (`10Gi`, `a/b:c`) go on as before; for a number another number. Null for what
 * says nothing when it is written out: booleans, nulls, zeros and empty values.
 */
export function carrierOf(leaf: ProbedLeaf, mint: TokenMint): Mutation | null {
  const { value } = leaf;
  if (leaf.of === "key") return keyCarrier(leaf, mint);
  if (typeof value === "string" && value !== "") return textCarrier(leaf, value, mint);
  if (typeof value === "number" && value !== 0) return numberCarrier(leaf, value, mint);
  return null;
}

/** The token stands behind the old name: Go runs over maps in the order of their keys. */
function keyCarrier(leaf: ProbedLeaf, mint: TokenMint): Mutation | null {
  const key = leaf.path.at(-1);
  if (typeof key !== "string") return null;
  const text = mint.word();
  return { leaf, to: `${key}${text}`, tokens: [{ text, original: "", leaf: leaf.id }] };
}

function numberCarrier(leaf: ProbedLeaf, value: number, mint: TokenMint): Mutation {
  const digits = mint.number();
  const text = Number.isInteger(value) ? digits : `0.${digits}`;
  return { leaf, to: Number(text), tokens: [{ text, original: String(value), leaf: leaf.id }] };
}

function textCarrier(leaf: ProbedLeaf, value: string, mint: TokenMint): Mutation {
  const tokens: Token[] = [];
  const token = (text: string, original: string): string => {
    tokens.push({ text, original, leaf: leaf.id });
    return text;
  };
  const to = outsideActions(value, (text) =>
    text.replaceAll(RUN, (run) => (tokens.length < MOST_PIECES ? replaceRun(run, mint, token) : run)),
  );
  if (tokens.length > 0) return { leaf, to, tokens };
  const text = mint.word();
  const whole = !value.includes("{{");
  return {
    leaf,
    to: whole ? text : `${text}${value}`,
    tokens: [{ text, original: whole ? value : "", leaf: leaf.id }],
  };
}

/** What stands in `{{ }}` is for `tpl` to run. */
function outsideActions(value: string, change: (text: string) => string): string {
  let end = 0;
  let result = "";
  for (const match of value.matchAll(ACTION)) {
    result += change(value.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return result + change(value.slice(end));
}

type TokenMaker = (text: string, original: string) => string;

function replaceRun(run: string, mint: TokenMint, token: TokenMaker): string {
  if (/^v?\d/.test(run) && run.length <= LONGEST_NUMBER && /^v?\d+[A-Za-z]*$/.test(run)) {
    return run.replace(/\d+/, (digits) => token(mint.number(), digits));
  }
  return token(inCase(mint.word(), run), run);
}

/** The token in capitals, mixed or small letters as the original is, so that a template which changes case shows. */
function inCase(token: string, original: string): string {
  const [upper, lower] = [original.toUpperCase(), original.toLowerCase()];
  if (original === lower) return token;
  if (original === upper && original.length > 1) return token.toUpperCase();
  return `${token.slice(0, 3)}${token.slice(3, 4).toUpperCase()}${token.slice(4)}`;
}

/** Other values to try one after the other for a leaf that its carrier did not move: the first that moves something tells. */
export function alternativesOf(leaf: ProbedLeaf, mint: TokenMint): Mutation[] {
  const { value } = leaf;
  if (leaf.of === "key") return [];
  const plain = (to: Json): Mutation => ({ leaf, to, tokens: [] });
  const worded = (make: (text: string) => Json): Mutation => {
    const text = mint.word();
    return { leaf, to: make(text), tokens: [{ text, original: "", leaf: leaf.id }] };
  };
  const other = worded((text) => ({ [text]: text }));
  if (typeof value === "boolean") return [plain(!value), other];
  if (typeof value === "number") return [plain(value + 1), plain(0), other];
  if (typeof value === "string") return textAlternatives(value, { plain, worded, other });
  if (Array.isArray(value)) return [worded((text) => [text]), other, worded((text) => text)];
  if (value === null) return [worded((text) => text), other, worded((text) => [text]), plain(true)];
  return [other, worded((text) => text)];
}

interface Makers {
  readonly plain: (to: Json) => Mutation;
  readonly worded: (make: (text: string) => Json) => Mutation;
  readonly other: Mutation;
}

function textAlternatives(value: string, { plain, worded, other }: Makers): Mutation[] {
  if (value === "") return [worded((text) => text), plain("true"), other];
  return [...nearTexts(value).map(plain), plain(""), other];
}

/** Texts of the same shape, for templates that know only some values. */
function nearTexts(value: string): string[] {
  const word = { true: "false", false: "true" }[value];
  if (word !== undefined) return [word];
  return /\d/.test(value) ? [value.replace(/\d+/, (digits) => String(Number(digits) + 1))] : [];
}
