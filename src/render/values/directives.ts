import { RULE_NAMES } from "../../vocabulary/rules/index.ts";
import type { YamlComment } from "../yaml/index.ts";
import type { KeySpan } from "./spans.ts";
import type { IgnoreDirective, MalformedDirective, ValuesPlace, ValuesSource } from "./values.ts";

const DIRECTIVE = /^#+\s*holdfast:\s*(.*?)\s*$/;
const NAMES: ReadonlySet<string> = new Set(RULE_NAMES);

export interface Directives {
  readonly directives: readonly IgnoreDirective[];
  readonly malformedDirectives: readonly MalformedDirective[];
}

/** The directives in a file's comments, each with the keys that it speaks of. */
export function readDirectives(comments: readonly YamlComment[], spans: readonly KeySpan[]): Directives {
  const directives: IgnoreDirective[] = [];
  const malformedDirectives: MalformedDirective[] = [];
  for (const comment of comments) {
    const words = DIRECTIVE.exec(comment.text)?.[1];
    if (words === undefined) continue;
    const parsed = parse(words);
    const span = spanOf(comment, { comments, spans });
    if (typeof parsed === "string") malformedDirectives.push({ line: comment.line, why: parsed });
    else if (span === null) malformedDirectives.push({ line: comment.line, why: "no key stands below it" });
    else directives.push({ ...parsed, line: comment.line, keyLine: span.first, lastLine: span.last });
  }
  return { directives, malformedDirectives };
}

/**
 * The directives of a source that hold for a place in it: those on its own key and on the maps and lists around it, and
 * for a value that an alias or merge key brings in, those on that line too.
 */
export function directivesFor(source: ValuesSource, place: ValuesPlace): readonly IgnoreDirective[] {
  if (source.file !== place.file) return [];
  const lines = place.through === null ? [place.keyLine] : [place.keyLine, place.through.line];
  return source.directives.filter(({ keyLine, lastLine }) => lines.some((line) => keyLine <= line && line <= lastLine));
}

type Words = Pick<IgnoreDirective, "rule" | "until" | "reason">;

/** The directive, or one clause that says what is wrong with it. */
function parse(words: string): Words | string {
  const [, verb = "", rest = ""] = /^(\S*)\s*(.*)$/.exec(words) ?? [];
  if (verb !== "ignore") return `it says ${JSON.stringify(verb)} where only ignore is known`;
  const [, rule = "", options = ""] = /^([^\s=]*)(?:\s+(.*))?$/.exec(rest) ?? [];
  if (rule === "") return "it names no rule";
  if (!NAMES.has(rule)) return `no rule has the name ${rule}`;
  const [, before = "", reason] = /^(.*?)(?:(?:^|\s)reason=(.*))?$/.exec(options) ?? [];
  const unknown = before.split(/\s+/).filter((word) => word !== "" && !word.startsWith("until="));
  if (unknown.length > 0) return `it knows until= and reason=, not ${unknown[0]}`;
  const until = /(?:^|\s)until=(\S*)/.exec(before)?.[1] ?? null;
  if (until !== null && !isDate(until)) return `${JSON.stringify(until)} is no date as YYYY-MM-DD`;
  return { rule, until, reason: reason?.trim() || null };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

interface Context {
  readonly comments: readonly YamlComment[];
  readonly spans: readonly KeySpan[];
}

/** On a key's own line the innermost key, on lines above it the outermost one. */
function spanOf(comment: YamlComment, { comments, spans }: Context): KeySpan | null {
  if (!comment.alone) return spans.findLast(({ first }) => first <= comment.line) ?? null;
  const alone = new Set(comments.filter((one) => one.alone).map(({ line }) => line));
  let line = comment.line + 1;
  while (alone.has(line)) line++;
  return spans.find(({ first }) => first === line) ?? null;
}
