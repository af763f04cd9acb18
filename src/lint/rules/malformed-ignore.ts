import type { LintDifference, TracedApplication } from "../traced.ts";
import { valuesFault } from "./fault.ts";

/** Comments that are meant to hide a finding and hide none. */
export function malformedIgnores(subject: TracedApplication): readonly LintDifference[] {
  return subject.values.sources.flatMap(({ file, malformedDirectives }) => {
    if (file === null) return [];
    return malformedDirectives.map(({ line, why }) => {
      const place = { file, line, column: 1, keyLine: line, keyColumn: 1, through: null };
      const statement = `The comment in line ${line} of ${file} hides nothing, because ${why}: write "holdfast: ignore RULE until=DATE reason=…"`;
      const { leaf: _, ...fault } = valuesFault(subject, {
        reason: "malformed-ignore",
        path: [`line ${line}`],
        place,
        statement,
      });
      return fault;
    });
  });
}
