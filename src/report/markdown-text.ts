import type { Json } from "../vocabulary/index.ts";
import { printable } from "./printable.ts";

/** Everything that Markdown, GitHub or HTML gives a meaning to. */
const ACTIVE = /[&<>"'`*_~[\]()!#|\\@:$]|(?<=www)\./gi;

/**
 * A foreign text as inline code, outside of fences. Every active character is an entity, which Markdown takes as text;
 * inside `code` GitHub looks for no mention, issue or link.
 */
export function inlineCode(text: string): string {
  const escaped = printable(text).replace(ACTIVE, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${escaped}</code>`;
}

const MOST_LINES = 20;
const LONGEST_LINE = 200;

/** One side of a diff: every line of the value behind the mark, long ones cut. Nothing when that side has no value. */
export function sideLines(mark: "-" | "+", value: Json | undefined): string[] {
  if (value === undefined) return [];
  const text = typeof value === "string" && value.includes("\n") ? value : JSON.stringify(value, null, 2);
  const lines = text.split("\n");
  const shown = lines.slice(0, MOST_LINES).map((line) => `${mark} ${cut(printable(line))}`);
  const left = lines.length - shown.length;
  return left === 0 ? shown : [...shown, `# and ${left} more lines`];
}

function cut(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE - 1)}…`;
}
