import type { EnvironmentEvidence } from "../sides.ts";
import type { ChangedLines, LinePlace } from "./changed-lines.ts";
import { findingLines } from "./finding-lines.ts";
import type { OwnedFinding, OwnedShare } from "./owned.ts";

/** One line with all that environments and applications say of it. */
export interface LineGroup {
  readonly place: LinePlace;
  readonly shares: readonly OwnedShare[];
  readonly findings: readonly OwnedFinding[];
}

/** Puts shares and findings together by their lines. A finding on a line that no pull request shows has none. */
export function groupByLine(
  shares: readonly OwnedShare[],
  evidence: readonly EnvironmentEvidence[],
  lines: ChangedLines,
): readonly LineGroup[] {
  const byLine = Map.groupBy(shares, ({ share }) => lineKey(share.place));
  const placed = evidence.flatMap((one) =>
    one.findings.flatMap((located) => {
      const found = { evidence: one, located };
      return distinct(findingLines(found, shares, lines)).map((place) => ({ place, found }));
    }),
  );
  const foundByLine = Map.groupBy(placed, ({ place }) => lineKey(place));
  return [...new Set([...byLine.keys(), ...foundByLine.keys()])].flatMap((key) => {
    const [own, found] = [byLine.get(key) ?? [], foundByLine.get(key) ?? []];
    const place = own[0]?.share.place ?? found[0]?.place;
    return place === undefined ? [] : [{ place, shares: own, findings: found.map((one) => one.found) }];
  });
}

/** Several values may stand on one line. */
function distinct(places: readonly LinePlace[]): readonly LinePlace[] {
  return [...new Map(places.map((place) => [lineKey(place), place])).values()];
}

function lineKey({ file, side, line }: LinePlace): string {
  return JSON.stringify([file, side, line]);
}
