import { type Consequence, type Effect, type Finding, SEVERITIES } from "../../vocabulary/index.ts";

/** What follows from a line in one environment. */
export interface Follows {
  readonly environment: string;
  readonly consequence: Omit<Consequence, "environments">;
}

export function ofEffect(environment: string, { name, severity, message }: Effect): Follows {
  return { environment, consequence: { name, severity, message } };
}

export function ofFinding(environment: string, { reason, kind, severity, message }: Finding): Follows {
  return { environment, consequence: { name: reason ?? kind, severity, message } };
}

/** The most severe first; what follows alike in several environments stands once. */
export function mergeConsequences(all: readonly Follows[]): readonly Consequence[] {
  const equal = Map.groupBy(all, ({ consequence: { name, severity, message } }) =>
    JSON.stringify([name, severity, message]),
  );
  return [...equal.values()]
    .flatMap(([first, ...others]) => {
      if (first === undefined) return [];
      const environments = [...new Set([first, ...others].map(({ environment }) => environment))].toSorted();
      return [{ ...first.consequence, environments }];
    })
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
