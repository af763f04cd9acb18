import type { Provenance } from "../vocabulary/index.ts";
import { shortCommit } from "./summary.ts";
import { ago } from "./time.ts";

/** Where a value stands and who wrote the line: `values.yaml:31  kafka.replicas  (3f2c1a9, Ada, 21 days ago)`. */
export function originWords({ file, line, key, commit, author, time }: Provenance, now: Date): string {
  const who = [commit === null ? null : shortCommit(commit), author, time === null ? null : ago(time, now)];
  const known = who.filter((part) => part !== null);
  return [`${file}:${line}`, key, known.length === 0 ? null : `(${known.join(", ")})`]
    .filter((part) => part !== null)
    .join("  ");
}
