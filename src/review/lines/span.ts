import type { ValuesPlace } from "../../render/index.ts";

/** The last line of a value: lines below that are indented deeper than its key belong to it, and blank ones between them. */
export function lastLineOf({ line, keyColumn }: ValuesPlace, text: string): number {
  const lines = text.split("\n");
  let last = line;
  for (let next = line + 1; next <= lines.length; next++) {
    const content = lines[next - 1] ?? "";
    if (content.trim() === "") continue;
    if (content.search(/\S/) < keyColumn) break;
    last = next;
  }
  return last;
}
