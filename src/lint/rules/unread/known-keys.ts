import { type Path, toValuesKey } from "../../../vocabulary/index.ts";
import type { LintWorld, TracedApplication } from "../../traced.ts";
import { isRead, levelOf, tracedLeaves } from "../leaves.ts";

/** Keys that templates read, here or where the same application runs elsewhere. */
export interface KnownKeys {
  /** The keys that are read in the map at this path, or in any item of the list that it is an item of. */
  at(path: Path): readonly string[];
  /** True when the value at this path is read, or some value below it. */
  reads(path: Path): boolean;
}

export function knownKeys(subject: TracedApplication, world: LintWorld): KnownKeys {
  const levels = new Map<string, Set<string>>();
  for (const one of [subject, ...world.elsewhere(subject)])
    for (const leaf of tracedLeaves(one)) if (isRead(leaf)) addLevels(levels, leaf.path);
  return {
    at: (path) => [...(levels.get(levelOf(path)) ?? [])],
    reads: (path) => {
      const key = path.at(-1);
      return typeof key === "string" && (levels.get(levelOf(path.slice(0, -1)))?.has(key) ?? false);
    },
  };
}

function addLevels(levels: Map<string, Set<string>>, path: Path): void {
  for (const [index, segment] of path.entries()) {
    if (typeof segment !== "string") continue;
    const level = levelOf(path.slice(0, index));
    const keys = levels.get(level) ?? new Set();
    levels.set(level, keys.add(segment));
  }
}

/** What one file of an application sets. */
export interface FileKeys {
  /** True when the file sets the value at this path, or one below it. */
  sets(path: Path): boolean;
  /** The path of the leaf that stands before this line, null before the first. */
  before(line: number): Path | null;
}

export function fileKeys({ values }: TracedApplication, file: string): FileKeys {
  const leaves = values.sources
    .flatMap((source) => source.leaves)
    .filter(({ place }) => place?.file === file)
    .toSorted((a, b) => (a.place?.keyLine ?? 0) - (b.place?.keyLine ?? 0));
  const set = new Set(leaves.flatMap(({ path }) => path.map((_, index) => toValuesKey(path.slice(0, index + 1)))));
  return {
    sets: (path) => set.has(toValuesKey(path)),
    before: (line) => leaves.findLast(({ place }) => place !== null && place.keyLine < line)?.path ?? null,
  };
}
