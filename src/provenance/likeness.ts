import type { Path } from "../vocabulary/index.ts";

/**
 * How alike the ends of two paths are, for telling causes of equal rank apart: a step of equal names counts 1, and the
 * first that is not equal counts the share of letter pairs that both names have (Dice's coefficient).
 */
export function likeness(leaf: Path, field: Path): number {
  const [own, other] = [namesOf(leaf), namesOf(field)];
  let equal = 0;
  while (equal < own.length && equal < other.length && own[equal] === other[equal]) equal++;
  return equal + sharedPairs(own[equal] ?? "", other[equal] ?? "");
}

/** The names of a path from its end, as if everybody wrote them the same way. */
function namesOf(path: Path): readonly string[] {
  return path
    .filter((segment) => typeof segment === "string")
    .map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ""))
    .toReversed();
}

function sharedPairs(a: string, b: string): number {
  const [own, other] = [pairsOf(a), pairsOf(b)];
  if (own.size + other.size === 0) return 0;
  const shared = [...own].filter((pair) => other.has(pair));
  return (2 * shared.length) / (own.size + other.size);
}

function pairsOf(name: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, name.length - 1) }, (_, index) => name.slice(index, index + 2)));
}
