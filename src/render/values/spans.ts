import type { ValuesNode } from "./node.ts";

/** The lines of a key, or an item's dash, and everything below it. */
export interface KeySpan {
  readonly first: number;
  readonly last: number;
}

/** The spans of all keys and items in the order of the text. What an alias brings in spans the alias's line. */
export function spansOf(root: ValuesNode): readonly KeySpan[] {
  const found: (KeySpan & { readonly column: number })[] = [];
  const visit = (node: ValuesNode): number => {
    const below = [...(node.entries?.values() ?? []), ...(node.items ?? [])];
    const lines = below.map(visit);
    const { place } = node;
    const last = Math.max(place?.through?.line ?? place?.line ?? 0, ...lines);
    if (place !== null) {
      found.push({
        first: place.through?.line ?? place.keyLine,
        last,
        column: place.through?.column ?? place.keyColumn,
      });
    }
    return last;
  };
  visit(root);
  return found.sort((a, b) => a.first - b.first || a.column - b.column);
}
