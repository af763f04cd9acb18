import type { FileDiff } from "../../git/port.ts";
import { scalarText } from "../../provenance/index.ts";
import type { Link, Renderer } from "../../render/index.ts";
import { type Json, toPointer } from "../../vocabulary/index.ts";
import type { ApplicationSides } from "../sides.ts";
import { type ChangedLeaf, changedLeaves } from "./changed-leaves.ts";
import type { ChangedLines, LinePlace } from "./changed-lines.ts";
import { chartShares } from "./chart-lines.ts";
import { namingLine } from "./named-lines.ts";
import { type IndexedChange, type ReachedField, reachedBy } from "./reached-fields.ts";
import { linksOf, type Traces, tracesOf } from "./traces.ts";

/** What one application of one environment has to do with one changed line. */
export interface LineShare {
  readonly place: LinePlace;
  /** What stands on the line; null for a line of a chart, a template or a declaration. */
  readonly leaf: ChangedLeaf | null;
  /** What probing says that the leaf moves. */
  readonly links: readonly Link[];
  readonly fields: readonly ReachedField[];
}

export interface ShareContext {
  readonly files: readonly FileDiff[];
  readonly lines: ChangedLines;
  readonly renderer: Pick<Renderer, "trace">;
}

/** Which changed lines explain which of an application's changes. A value that moves nothing has a share without fields. */
export async function sharesOf(
  sides: ApplicationSides,
  changes: readonly IndexedChange[],
  { files, lines, renderer }: ShareContext,
): Promise<readonly LineShare[]> {
  const { before, after } = sides;
  if (before === null || after === null) {
    const place = changes.length === 0 ? null : await namingLine(sides, files);
    return place === null ? [] : [shareOf(place, everyField(changes))];
  }
  const leaves = changedLeaves(before, after, lines);
  const traces = await tracesOf(sides, leaves, renderer);
  const explained = leaves.map((leaf): LineShare => {
    const links = linksOf(leaf, traces, sides);
    const fields = isKnown(leaf, traces) || links.length > 0 ? reachedBy(links, changes) : alike(leaf, changes);
    return { place: leaf.place, leaf, links, fields };
  });
  const unexplained = without(everyField(changes), explained);
  const others = chartShares(unexplained, { changes, sides, files }).map(({ place, fields }) => shareOf(place, fields));
  return [...withRest(explained, without(unexplained, others), traces), ...others];
}

function shareOf(place: LinePlace, fields: readonly ReachedField[]): LineShare {
  return { place, leaf: null, links: [], fields };
}

/** Without a trace, fields that changed from the same text to the same text. */
function alike({ before, after }: ChangedLeaf, changes: readonly IndexedChange[]): readonly ReachedField[] {
  if (before === undefined || after === undefined) return [];
  return changes.flatMap(([resource, { fields }]) =>
    fields
      .filter((field) => isSameText(field.before, before) && isSameText(field.after, after))
      .map(({ path }) => ({ resource, field: toPointer(path) })),
  );
}

function isSameText(field: Json | undefined, value: Json): boolean {
  return field !== undefined && scalarText(field) === scalarText(value);
}

/** What nothing else explains can only come from values, or keys of maps, of which probing does not tell what they move. */
function withRest(shares: readonly LineShare[], rest: readonly ReachedField[], traces: Traces): readonly LineShare[] {
  if (rest.length === 0) return shares;
  return shares.map((share) => {
    const isUnknown = share.fields.length === 0 && share.leaf !== null && !isKnown(share.leaf, traces);
    return isUnknown ? { ...share, fields: rest } : share;
  });
}

function isKnown({ path, key, place }: ChangedLeaf, traces: Traces): boolean {
  if (key.length < path.length) return false;
  const pointer = toPointer(path);
  const own = traces[place.side].filter(({ leaf, of }) => of === "value" && toPointer(leaf) === pointer);
  return own.length > 0 && own.every(({ outcome }) => outcome === "moves" || outcome === "silent");
}

function everyField(changes: readonly IndexedChange[]): readonly ReachedField[] {
  return changes.flatMap(([resource, { fields }]) => fields.map(({ path }) => ({ resource, field: toPointer(path) })));
}

function without(fields: readonly ReachedField[], shares: readonly LineShare[]): readonly ReachedField[] {
  const known = new Set(shares.flatMap((share) => share.fields.map(keyOf)));
  return fields.filter((field) => !known.has(keyOf(field)));
}

function keyOf({ resource, field }: ReachedField): string {
  return `${resource} ${field}`;
}
