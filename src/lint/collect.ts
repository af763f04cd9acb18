import { SYSTEMS } from "../systems/index.ts";
import type { DeclaredIntent, SystemDifference } from "../systems/system.ts";
import type { ReadEnvironment } from "./read.ts";
import { APPLICATION_RULES } from "./rules/index.ts";
import type { LintDifference, LintWorld } from "./traced.ts";

/** A difference with the system that found it; without one the resource tells. */
export interface Collected extends LintDifference {
  readonly system?: string;
}

/** What is wrong with the values of an environment's applications, and with what they render to. */
export function applicationDifferences(
  { applications, intent }: ReadEnvironment,
  world: LintWorld,
): readonly Collected[] {
  const rendered = intent.differences.map(({ application, difference }) => ({ application, difference }));
  return [...APPLICATION_RULES.flatMap((rule) => applications.flatMap((subject) => rule(subject, world))), ...rendered];
}

/** Which couplings do not hold. */
export function couplingDifferences(intent: DeclaredIntent): readonly Collected[] {
  return SYSTEMS.flatMap((system) => named(system.name, system.couple?.(intent)));
}

/** What is risky in the change since the base; nothing without one. */
export function changeDifferences(before: DeclaredIntent | null, after: DeclaredIntent): readonly Collected[] {
  if (before === null) return [];
  return SYSTEMS.flatMap((system) => named(system.name, system.weigh?.({ before, after })));
}

function named(system: string, differences: readonly SystemDifference[] = []): readonly Collected[] {
  return differences.map((difference) => ({ ...difference, system }));
}
