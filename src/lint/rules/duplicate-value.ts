import { toValuesKey } from "../../vocabulary/index.ts";
import type { LintDifference, TracedApplication } from "../traced.ts";
import { valuesFault } from "./fault.ts";

/** Keys that stand twice in one map of a values file. A file that two dependencies read is judged once. */
export function duplicateValues(subject: TracedApplication): readonly LintDifference[] {
  const all = subject.values.sources.flatMap(({ duplicateKeys }) => duplicateKeys);
  const once = new Map(all.map((one) => [`${one.place.file}:${one.place.keyLine}:${one.place.keyColumn}`, one]));
  return [...once.values()].map(({ path, place }) =>
    valuesFault(subject, {
      reason: "duplicate-value",
      path,
      place,
      statement: `${toValuesKey(path)} stands twice in ${place.file}, and only the last one counts: remove one of them`,
    }),
  );
}
