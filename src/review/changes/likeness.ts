import { isJsonObject, type Json } from "../../vocabulary/index.ts";

/** What two values of one type share at least, so that an item that changed is not taken for one gone and one new. */
const LEAST = 0.05;

/** How alike two values are, from 0 (nothing in common, not even the type) to 1 (equal). */
export function likeness(before: Json, after: Json): number {
  if (before === after) return 1;
  if (typeof before === "string" && typeof after === "string") return textLikeness(before, after);
  if (!isContainer(before) || !isContainer(after)) return isContainer(before) === isContainer(after) ? LEAST : 0;
  return LEAST + (1 - LEAST) * sharedPart(leavesOf(before), leavesOf(after));
}

/** The part of lines that two lists of lines have in common, from 0 to 1; two empty lists are alike. */
export function sharedPart(before: readonly string[], after: readonly string[]): number {
  const total = before.length + after.length;
  if (total === 0) return 1;
  const counts = new Map<string, number>();
  for (const line of before) counts.set(line, (counts.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of after) {
    const left = counts.get(line) ?? 0;
    if (left === 0) continue;
    shared += 1;
    counts.set(line, left - 1);
  }
  return (2 * shared) / total;
}

/** Every scalar below a value with the way to it, lists without their indices. */
export function leavesOf(value: Json, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, `${path}/-`));
  if (!isJsonObject(value)) return value === null ? [] : [`${path}=${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item ?? null, `${path}/${key}`));
}

/** By how much both texts begin alike: two values of the same flag are closer than two flags. */
function textLikeness(before: string, after: string): number {
  const longest = Math.max(before.length, after.length);
  let same = 0;
  while (same < longest && before[same] === after[same]) same += 1;
  return LEAST + (1 - 2 * LEAST) * (same / longest);
}

function isContainer(value: Json): boolean {
  return typeof value === "object" && value !== null;
}
