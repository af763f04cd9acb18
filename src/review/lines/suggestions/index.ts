/** The line as it should read, where a finding says what is right and one line mends it. */
import type { Scrubber } from "../../../masking/index.ts";
import type { LineGroup } from "../groups.ts";
import { textOfFile } from "../paths.ts";
import { mendOf } from "./mends.ts";
import { splicedLine } from "./splice.ts";

/** Null where nothing is certain, or where findings want different things. */
export function suggestionFor(group: LineGroup, scrubber: Scrubber): string | null {
  const { place, findings } = group;
  if (place.side !== "head" || !place.inDiff) return null;
  const lines = findings.map((found) => {
    const { evidence, located } = found;
    const sides = evidence.sides.applications.find(({ name }) => name === located.finding.application);
    if (sides === undefined || sides.after === null || located.side !== "head") return null;
    const text = textOfFile(sides.after, place.path);
    const mend = text === undefined ? null : mendOf(found, { group, sides });
    return text === undefined || mend === null ? null : splicedLine(text, place.line, mend);
  });
  const [line, ...others] = [...new Set(lines.filter((one) => one !== null))];
  if (line === undefined || others.length > 0) return null;
  return scrubber.scrub(line) === line ? line : null;
}
