import { type ReviewedLine, SEVERITIES } from "../../vocabulary/index.ts";

/** The most severe consequence first, then what reaches the most environments, fields and resources, then by file and line. */
export function inOrder(lines: readonly ReviewedLine[]): readonly ReviewedLine[] {
  return lines.toSorted((a, b) => {
    const [first = 0] = [
      rank(a) - rank(b),
      b.reach.environments.length - a.reach.environments.length,
      b.reach.fields - a.reach.fields,
      b.reach.resources - a.reach.resources,
      compareTexts(a.file, b.file),
      a.line - b.line,
      compareTexts(a.side, b.side),
    ].filter((difference) => difference !== 0);
    return first;
  });
}

function rank({ consequences: [worst] }: ReviewedLine): number {
  return worst === undefined ? SEVERITIES.length : SEVERITIES.indexOf(worst.severity);
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
