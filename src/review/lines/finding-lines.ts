import { type Resource, resourceKey, toKeyedPath, toPointer, toValuesKey } from "../../vocabulary/index.ts";
import type { EnvironmentEvidence } from "../sides.ts";
import type { ChangedLines, LinePlace } from "./changed-lines.ts";
import type { OwnedFinding, OwnedShare } from "./owned.ts";
import { textOfFile } from "./paths.ts";
import type { ReachedField } from "./reached-fields.ts";

/**
 * The lines that a finding stands on: the changed line of its value, else the nearest changed line of the same key, else
 * the changed lines that its field comes from, else its own line where that is shown. None on what no pull request shows.
 */
export function findingLines(
  found: OwnedFinding,
  shares: readonly OwnedShare[],
  lines: ChangedLines,
): readonly LinePlace[] {
  const own = ownLine(found, shares, lines);
  if (own !== null) return [own];
  const causes = causingLines(found, shares);
  if (causes.length > 0) return causes;
  const { place, side } = found.located;
  const shown = place === null ? null : lines.shown(place.file, side, place.line);
  return shown === null ? [] : [shown];
}

/** The changed line of its value, else the nearest changed line of the same key. */
function ownLine(
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
  return lines.of(place, side, text) ?? namesakes[0]?.place ?? null;
}

/** A field that a finding is about. */
interface About {
  readonly resource: Resource;
  readonly pointer: string;
  readonly keyedPath: string;
}

/** The lines of what the finding is about; where there are none, those of what it follows from. */
function causingLines({ evidence, located }: OwnedFinding, shares: readonly OwnedShare[]): readonly LinePlace[] {
  const { finding, difference } = located;
  const own = shares.filter((share) => share.evidence === evidence);
  const about = { resource: finding.resource, pointer: finding.path ?? "", keyedPath: finding.keyedPath ?? "" };
  const lines = nearestLines(about, own);
  const cause = difference?.cause;
  if (lines.length > 0 || cause === undefined) return lines;
  const path = cause.path ?? [];
  return nearestLines({ resource: cause.resource, pointer: toPointer(path), keyedPath: toKeyedPath(path) }, own);
}

/** The lines that reach the field itself; where none does, those of what lies below or around it. */
function nearestLines(about: About, shares: readonly OwnedShare[]): readonly LinePlace[] {
  const near = shares
    .map(({ evidence, share: { place, fields } }) => {
      return { place, far: Math.min(...fields.map((field) => distance(field, about, evidence))) };
    })
    .filter(({ far }) => far < Number.POSITIVE_INFINITY);
  const nearest = Math.min(...near.map(({ far }) => far));
  return near.filter(({ far }) => far === nearest).map(({ place }) => place);
}

/** 0 for the very field, 1 for one below or around it, infinite for any other. */
function distance({ resource, field }: ReachedField, about: About, evidence: EnvironmentEvidence): number {
  const change = evidence.changes[resource];
  const key = resourceKey(about.resource);
  const isAbout = [change?.resource, change?.formerly].some((one) => one && resourceKey(one) === key);
  if (!isAbout) return Number.POSITIVE_INFINITY;
  const keyed = evidence.resources[resource]?.fields.find(({ path }) => path === field)?.keyedPath ?? field;
  // Items of a list are known by their keys where both sides name them, else by where they stand.
  return Math.min(apart(keyed, about.keyedPath), apart(field, about.pointer));
}

function apart(a: string, b: string): number {
  if (a === b) return 0;
  return a.startsWith(`${b}/`) || b.startsWith(`${a}/`) ? 1 : Number.POSITIVE_INFINITY;
}
