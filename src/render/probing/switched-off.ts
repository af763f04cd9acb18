import { isJsonObject, type Json, type Path } from "../../vocabulary/index.ts";
import type { ApplicationValues } from "../values/index.ts";
import { valueAt } from "./leaves.ts";

/** A dependency that values switch off, and the leaf that does it. */
export interface SwitchedOff {
  readonly dependency: Path;
  readonly by: Path;
}

/**
 * The dependencies of the chart itself that a condition leaves out. Where tags may decide too, none is taken to be out.
 * Helm's rule: of a condition's paths the first one that holds a boolean decides.
 */
export function switchedOff({ conditions, merged }: Pick<ApplicationValues, "conditions" | "merged">): SwitchedOff[] {
  return conditions.flatMap(({ dependency, paths, hasTags }) => {
    if (hasTags || dependency.length !== 1) return [];
    const by = paths.find((path) => typeof booleanAt(merged, path) === "boolean");
    return by !== undefined && booleanAt(merged, by) === false ? [{ dependency, by }] : [];
  });
}

function booleanAt(merged: ApplicationValues["merged"], path: Path): Json | undefined {
  return isJsonObject(merged) ? valueAt(merged, path) : undefined;
}
