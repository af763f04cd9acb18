import type { Provenance } from "../vocabulary/index.ts";
import { shortCommit } from "./summary.ts";
import { ago } from "./time.ts";

/** Where a value stands and who wrote the line: `values.yaml:31  kafka.replicas  (3f2c1a9, Ada, 21 days ago)`. */
export function originWords(provenance: Provenance, now: Date): string {
  return originParts(provenance, (time) => ago(time, now)).join("  ");
}

/** The place, the key, and who wrote the line, as far as they are known. `timeWords` says when that was. */
export function originParts(
  { file, line, key, commit, author, time }: Provenance,
  timeWords: (time: string) => string,
): readonly string[] {
  const who = [commit === null ? null : shortCommit(commit), author, time === null ? null : timeWords(time)];
  const known = who.filter((part) => part !== null);
  const parts = [`${file}:${line}`, key, known.length === 0 ? null : `(${known.join(", ")})`];
  return parts.filter((part) => part !== null);
}
