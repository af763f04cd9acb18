import { stringify } from "yaml";
import type { ChangedField, Json } from "../vocabulary/index.ts";
import { diffLines, withContext } from "./line-diff.ts";
import { printable } from "./printable.ts";
import { excerpts } from "./value.ts";
import { clip } from "./words.ts";

const LONGEST_LINE = 200;
const CONTEXT = 2;

/** Fields before and after: `-` is base, `+` is head. Each takes `most` lines at most. */
export function fieldLines(fields: readonly ChangedField[], most: number): string[] {
  return fields.flatMap((field, index) => [...(index === 0 ? [] : [""]), ...oneField(field, most)]);
}

function oneField({ keyedPath, before, after }: ChangedField, most: number): string[] {
  const head = keyedPath === "" ? [] : [`@@ ${clip(printable(keyedPath), LONGEST_LINE)} @@`];
  const lines = sides(before, after);
  const left = lines.length - most;
  return [...head, ...(left <= 1 ? lines : [...lines.slice(0, most), `# and ${left} more lines`])];
}

function sides(before: Json | undefined, after: Json | undefined): string[] {
  if (before !== undefined && after !== undefined && isFlat(before) && isFlat(after)) {
    const [a, b] = excerpts(printable(JSON.stringify(before)), printable(JSON.stringify(after)), LONGEST_LINE);
    return [`- ${a}`, `+ ${b}`];
  }
  const diff = withContext(diffLines(linesOf(before), linesOf(after)), CONTEXT);
  if (diff.length === 0) return ["# only the line break at the end differs"];
  return diff.map((line) => (line === null ? "@@" : `${line.mark} ${clip(printable(line.text), LONGEST_LINE)}`));
}

/** A value that takes one line. */
function isFlat(value: Json): boolean {
  return value === null || (typeof value === "string" ? !value.includes("\n") : typeof value !== "object");
}

function linesOf(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === "string" && value.includes("\n")) return value.replace(/\n$/, "").split("\n");
  if (typeof value !== "object" || value === null) return [JSON.stringify(value)];
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd().split("\n");
}
