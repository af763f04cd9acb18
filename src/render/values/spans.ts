import type { ValuesNode } from "./node.ts";

/** The lines of a key, or an item's dash, and everything below it. */
export interface KeySpan {
  readonly first: number;
  readonly last: number;
}

/** The spans of all keys and items that stand in the file themselves, in the order of the text. */
export function spansOf(root: ValuesNode): readonly KeySpan[] {
  const found: (KeySpan & { readonly column: number })[] = [];
  const visit = (node: ValuesNode): number => {
    const below = [...(node.entries?.values() ?? []), ...(node.items ?? [])];
    const lines = below.map(visit);
    const { place } = node;
    if (place === null || place.through !== null) return Math.max(0, ...lines);
    const last = Math.max(place.line, ...lines);
    found.push({ first: place.keyLine, last, column: place.keyColumn });
    return last;
  };
  visit(root);
  return found.sort((a, b) => a.first - b.first || a.column - b.column);
}
