import { toKeyedPath } from "../vocabulary/index.ts";
import type { Collected } from "./collect.ts";

/**
 * Keeps what is about a values file once: several environments or applications read the same file, and its faults are the
 * same in each. The first that has the fault lists it.
 */
export function onceForSharedFiles(environments: readonly (readonly Collected[])[]): readonly (readonly Collected[])[] {
  const seen = new Set<string>();
  return environments.map((collected) => {
    return collected.filter((one) => {
      const key = keyOf(one);
      const isNew = key === null || !seen.has(key);
      if (key !== null) seen.add(key);
      return isNew;
    });
  });
}

/** Null for what is about the rendering of one environment. */
function keyOf({ difference: { resource, path, reason } }: Collected): string | null {
  if (resource.type !== "values" || resource.file === null) return null;
  return JSON.stringify([resource.file, toKeyedPath(path), reason]);
}
