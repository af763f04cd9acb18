import type { Exclusion } from "../config/config.ts";
import type { NotLookedAt } from "../vocabulary/index.ts";
import { type Day, isActive } from "./expiry.ts";
import { matchesGlob } from "./glob.ts";

/** What identifies an object or, with a null name, all objects of a kind in a namespace. */
export interface Excludable {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
}

/** The exclusions that hold in an environment on a day. */
export function activeExclusions(exclusions: readonly Exclusion[], day: Day): readonly Exclusion[] {
  return exclusions.filter((exclusion) => isActive(exclusion, day));
}

/** True when configuration says not to look at it. Without a name only an exclusion of every name counts. */
export function isExcluded(target: Excludable, exclusions: readonly Exclusion[]): boolean {
  return exclusions.some(
    (exclusion) =>
      fits(exclusion.group, target.group) &&
      fits(exclusion.kind, target.kind) &&
      fits(exclusion.namespace, target.namespace) &&
      fits(exclusion.name, target.name),
  );
}

/** The exclusions as the report lists them: what nobody looked at, and why. */
export function notLookedAt(exclusions: readonly Exclusion[]): NotLookedAt[] {
  return exclusions.map(({ group, kind, namespace, name, reason, expires }) => {
    const type = [kind ?? "every kind", group].filter((part) => part !== null && part !== "").join(".");
    const which = name === null ? type : `${type} ${name}`;
    return { what: namespace === null ? which : `${which} in ${namespace}`, why: reason, expires };
  });
}

function fits(glob: string | null, text: string | null): boolean {
  return glob === null || (text !== null && matchesGlob(glob, text));
}
