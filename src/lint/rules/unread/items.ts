import type { LintWorld, TracedApplication } from "../../traced.ts";
import { isRead, levelOf, type TracedLeaf, tracedLeaves } from "../leaves.ts";
import { INTENT, mergeItems, type UnreadGroup } from "./groups.ts";
import { judgeable, whereUsed } from "./judgeable.ts";

/** Keys of items that a template ranges over are never spoken of by name: what is silent there may be a wrong key. */
export function silentItemKeys(subject: TracedApplication, world: LintWorld): readonly UnreadGroup[] {
  const others = world.elsewhere(subject).map((other) => new Set(readLevels(other)));
  const here = new Set(readLevels(subject));
  const silent = judgeable(subject, tracedLeaves(subject)).filter((leaf) => {
    if (!INTENT.includes(leaf.source) || typeof leaf.path.at(-1) !== "string") return false;
    const level = levelOf(leaf.path);
    const isItem = leaf.path.some((segment) => typeof segment !== "string");
    return isItem && isSilent(leaf) && !here.has(level) && !others.some((levels) => levels.has(level));
  });
  return mergeItems(
    silent.map(({ path, place }) => ({ path, place: whereUsed(place), isIntent: true, leaves: 1, items: 1 })),
  );
}

function isSilent({ traces }: TracedLeaf): boolean {
  return traces.length > 0 && traces.every(({ outcome }) => outcome === "silent");
}

function readLevels(subject: TracedApplication): string[] {
  const moved = tracedLeaves(subject).filter((leaf) => isRead(leaf) && !isSilent(leaf));
  return moved.map(({ path }) => levelOf(path));
}
