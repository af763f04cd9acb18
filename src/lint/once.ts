import { resourceKey, toKeyedPath } from "../vocabulary/index.ts";
import type { Collected } from "./collect.ts";

/**
 * Keeps what is about a values file once: several environments read the same file, and its faults are the same in each.
 * The first environment that has the fault lists it.
 */
export function onceForSharedFiles(environments: readonly (readonly Collected[])[]): readonly (readonly Collected[])[] {
  const seen = new Set<string>();
  return environments.map((collected) => {
    const mine = collected.map((one) => ({ one, key: keyOf(one) })).filter(({ key }) => key === null || !seen.has(key));
    for (const { key } of mine) if (key !== null) seen.add(key);
    return mine.map(({ one }) => one);
  });
}

/** Null for what is about the rendering of one environment. */
function keyOf({ difference: { resource, path, reason } }: Collected): string | null {
  if (resource.type !== "values" || resource.file === null) return null;
  return JSON.stringify([resourceKey(resource), toKeyedPath(path), reason]);
}
