import type { Reach, ReviewedLine } from "../vocabulary/index.ts";
import { codeName, listedNames } from "./markdown-prose.ts";
import { showValue } from "./value.ts";
import { clip, counted } from "./words.ts";

/** The same edit of one or more files, and all that it reaches. */
export interface ReachedEdit {
  readonly lines: readonly ReviewedLine[];
  readonly reach: Reach;
}

const LONGEST_VALUE = 60;

/** Equal edits in several files (the same key in every environment's own values) stand once; the order stays. */
export function reachedEdits(lines: readonly ReviewedLine[]): readonly ReachedEdit[] {
  const edits = new Map<string, ReviewedLine[]>();
  for (const [index, line] of lines.filter(reachesOrSets).entries()) {
    const { key, before, after } = line;
    const identity = key === null ? String(index) : JSON.stringify({ key, before, after });
    const known = edits.get(identity);
    if (known === undefined) edits.set(identity, [line]);
    else known.push(line);
  }
  return [...edits.values()].map((same) => ({ lines: same, reach: sumOf(same.map(({ reach }) => reach)) }));
}

/** A line that sets no value and reaches nothing only says where something stands: it is told with that. */
export function reachesOrSets({ before, after, reach }: ReviewedLine): boolean {
  return reach.resources > 0 || before !== undefined || after !== undefined;
}

function sumOf(reaches: readonly Reach[]): Reach {
  const sum = (key: "fields" | "resources"): number => reaches.reduce((total, reach) => total + reach[key], 0);
  const environments = [...new Set(reaches.flatMap((reach) => reach.environments))];
  return { fields: sum("fields"), resources: sum("resources"), environments };
}

/** `kafka.replicas: 3 -> 5 at values.yaml:31 -> 3 fields in 2 resources in 2 environments`, as a line of a list. */
export function editLine({ lines, reach }: ReachedEdit): string {
  const places = listedNames(lines.map(placeOf), 2);
  const [first] = lines;
  const key = first === undefined || first.key === null ? "" : `${codeName(first.key)}${valuesOf(first)} at `;
  return `- ${key}${places} -&#62; ${reachWords(reach)}`;
}

/** How far a line reaches, in words. */
export function reachWords({ fields, resources, environments }: Reach): string {
  if (resources === 0) return "no object changes";
  const where = counted(environments.length, "environment");
  return [counted(fields, "field"), counted(resources, "resource"), where].join(" in ");
}

export function placeOf({ file, line, side }: ReviewedLine): string {
  return `${file}:${line}${side === "base" ? " (before)" : ""}`;
}

/** ` (3 -> 5)`; empty for a line that is no value. */
export function valuesWords(line: ReviewedLine): string {
  const [a, b] = shownValues(line);
  return a === undefined ? "" : ` (${a} -> ${b})`;
}

function valuesOf(line: ReviewedLine): string {
  const [a, b] = shownValues(line).map(codeName);
  return a === undefined ? "" : ` (${a} -&#62; ${b})`;
}

function shownValues({ before, after }: ReviewedLine): readonly string[] {
  if (before === undefined && after === undefined) return [];
  return [before, after].map((value) => clip(showValue(value), LONGEST_VALUE));
}
