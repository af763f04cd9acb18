import { isPlain, type KeyLine, keyLines, mistakeIn, withLines } from "./lines.ts";
import type { Maker } from "./mistake.ts";

/** A block list of texts written as one text with commas. */
export const joinList: Maker = (target) => {
  const lines = target.text.split("\n");
  return keyLines(target.text).flatMap(({ at, indent, dash, key, value }) => {
    if (value !== "" || dash !== "") return [];
    const items: string[] = [];
    for (let next = at + 1; next < lines.length; next++) {
      const item = new RegExp(`^${indent}\\s*- (["']?)([\\w.-]+)\\1\\s*$`).exec(lines[next] ?? "")?.[2];
      if (item === undefined) break;
      items.push(item);
    }
    if (items.length === 0) return [];
    const gone = items.map((_, index): [number, string[]] => [at + 1 + index, []]);
    const joined = items.length === 1 ? `${items[0]},another` : items.join(",");
    const text = withLines(target.text, new Map<number, string[]>([...gone, [at, [`${indent}${key}: ${joined}`]]]));
    return mistakeIn(target, { kind: "list joined", line: at, what: `${key} is one text`, text });
  });
};

/** A flow list written as one text with commas. */
export const joinFlowList: Maker = (target) =>
  keyLines(target.text).flatMap(({ at, indent, dash, key, value }) => {
    const items = /^\[([\w., -]+)\]$/.exec(value)?.[1];
    if (items === undefined) return [];
    const text = withLines(
      target.text,
      new Map([[at, [`${indent}${dash}${key}: ${items.replaceAll(/,\s+/g, ",")},another`]]]),
    );
    return mistakeIn(target, { kind: "list joined", line: at, what: `${key} is one text`, text });
  });

/** A text or number where the writer put a map around it. */
export const wrapInMap: Maker = (target) =>
  keyLines(target.text).flatMap((line) => {
    const { at, indent, dash, key, value } = line;
    if (!isPlain(line)) return [];
    const inner = `${indent}${" ".repeat(dash.length)}  name: ${value}`;
    const text = withLines(target.text, new Map([[at, [`${indent}${dash}${key}:`, inner]]]));
    return mistakeIn(target, { kind: "map for text", line: at, what: `${key} is a map`, text });
  });

/** A map or list of which only one word was written. */
export const flatten: Maker = (target) => {
  const lines = target.text.split("\n");
  return keyLines(target.text).flatMap((line) => {
    const { at, indent, dash, key, value } = line;
    if (value !== "" || dash !== "") return [];
    const end = endOf(lines, line);
    if (end - at < 2) return [];
    const gone = Array.from({ length: end - at - 1 }, (_, index): [number, string[]] => [at + 1 + index, []]);
    const text = withLines(target.text, new Map<number, string[]>([...gone, [at, [`${indent}${key}: something`]]]));
    return mistakeIn(target, { kind: "text for map or list", line: at, what: `${key} is one word`, text });
  });
};

/** The line after the last that belongs to a key. */
function endOf(lines: readonly string[], { at, indent }: KeyLine): number {
  let end = at + 1;
  while (end < lines.length && (lines[end]?.trim() === "" || (lines[end]?.search(/\S/) ?? 0) > indent.length)) end++;
  return end;
}
