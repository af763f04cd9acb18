import { toValuesKey } from "../../vocabulary/index.ts";
import type { ApplicationSides, EnvironmentEvidence, LocatedFinding } from "../sides.ts";
import type { ChangedLines, LinePlace } from "./changed-lines.ts";
import { textOfFile } from "./paths.ts";
import type { LineShare } from "./shares.ts";

/** The share of one application of one environment. */
export interface OwnedShare {
  readonly evidence: EnvironmentEvidence;
  readonly sides: ApplicationSides;
  readonly share: LineShare;
}

/** A finding of one environment. */
export interface OwnedFinding {
  readonly evidence: EnvironmentEvidence;
  readonly located: LocatedFinding;
}

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
      const place = placeOf({ evidence: one, located }, shares, lines);
      return place === null ? [] : [{ place, found: { evidence: one, located } }];
    }),
  );
  const foundByLine = Map.groupBy(placed, ({ place }) => lineKey(place));
  return [...new Set([...byLine.keys(), ...foundByLine.keys()])].flatMap((key) => {
    const [own, found] = [byLine.get(key) ?? [], foundByLine.get(key) ?? []];
    const place = own[0]?.share.place ?? found[0]?.place;
    return place === undefined ? [] : [{ place, shares: own, findings: found.map((one) => one.found) }];
  });
}

function lineKey({ file, side, line }: LinePlace): string {
  return JSON.stringify([file, side, line]);
}

/** The changed line of its value, else the nearest changed line of the same key, else its own line where that is shown. */
function placeOf(
  { evidence, located }: OwnedFinding,
  shares: readonly OwnedShare[],
  lines: ChangedLines,
): LinePlace | null {
  const { finding, place, side } = located;
  if (place === null) return null;
  const application = evidence.sides.applications.find(({ name }) => name === finding.application);
  const source = side === "head" ? application?.after : application?.before;
  const text = source === undefined || source === null ? undefined : textOfFile(source, place.file);
  const key = finding.provenance?.key ?? null;
  const namesakes = shares
    .map(({ share }) => share)
    .filter(({ leaf, place: { side: other, path } }) => {
      return leaf !== null && other === side && path === place.file && toValuesKey(leaf.path) === key;
    })
    .toSorted((a, b) => Math.abs(a.place.line - place.line) - Math.abs(b.place.line - place.line));
  return lines.of(place, side, text) ?? namesakes[0]?.place ?? lines.shown(place.file, side, place.line);
}
