import type { Evidence } from "../../systems/evidence.ts";
import { SYSTEMS } from "../../systems/index.ts";
import type { ScopedDifference, ScopedFailure } from "../desired.ts";

/** What the systems found behind the cluster. */
export interface Judged {
  readonly differences: readonly ScopedDifference[];
  readonly failures: readonly ScopedFailure[];
  readonly notes: readonly string[];
}

/** Lets every system judge. */
export function judgeSystems(evidence: Evidence): Judged {
  const judged = SYSTEMS.flatMap((system) => {
    const judgement = system.judge?.(evidence);
    return judgement === undefined ? [] : [{ system: system.name, judgement }];
  });
  return {
    differences: judged.flatMap(({ system, judgement }) =>
      judgement.differences.map(({ application, difference }) => ({ application, object: null, difference, system })),
    ),
    failures: judged.flatMap(({ system, judgement }) => judgement.failures.map((failed) => ({ ...failed, system }))),
    notes: judged.flatMap(({ judgement }) => judgement.notes),
  };
}
