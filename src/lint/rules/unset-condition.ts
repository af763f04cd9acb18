import type { DependencyCondition } from "../../render/values/index.ts";
import { isJsonObject, type Json, type Path, toValuesKey } from "../../vocabulary/index.ts";
import type { LintDifference, TracedApplication } from "../traced.ts";
import { valuesFault } from "./fault.ts";
import { isWithin } from "./leaves.ts";

/** Dependencies whose condition finds nothing to go by, so that Helm takes them in. Source: `ProcessDependencies` of Helm. */
export function unsetConditions(subject: TracedApplication): readonly LintDifference[] {
  const { conditions, merged } = subject.values;
  return conditions.flatMap((condition) => {
    const { dependency, paths, place } = condition;
    if (place === null || !isKnown(condition) || paths.some((path) => isDefined(merged, path))) return [];
    const keys = paths.map(toValuesKey).join(" and ");
    const statement = `The condition of dependency ${toValuesKey(dependency)} reads ${keys}, which nothing sets, so Helm takes it in: set it, or correct the condition`;
    return [valuesFault(subject, { reason: "unset-condition", path: dependency, place, statement })];
  });
}

/** Values that nobody read may set the condition, and tags may decide in its place. */
function isKnown({ dependency, paths, hasTags, isRead }: DependencyCondition): boolean {
  return !hasTags && paths.length > 0 && (isRead || !paths.some((path) => isWithin(path, dependency)));
}

function isDefined(merged: Json | { readonly [key: string]: Json | undefined }, path: Path): boolean {
  let value: unknown = merged;
  for (const segment of path) value = isJsonObject(value) && typeof segment === "string" ? value[segment] : undefined;
  return value !== undefined && value !== null;
}
