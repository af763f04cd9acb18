import type { TracedApplication } from "../../lint/index.ts";
import { BEFORE_AND_AFTER, maskPair, type Scrubber, scrubPair } from "../../masking/index.ts";
import { isCalledSecret } from "../../render/index.ts";
import { isJsonObject, type Json, type Path } from "../../vocabulary/index.ts";
import type { ChangedLeaf } from "./changed-leaves.ts";
import type { LinePlace } from "./changed-lines.ts";
import { commonPath, hasIndex, isWithin, valueIn } from "./paths.ts";

/** A value before and after; a side that does not have it is left out. */
export interface ValuePair {
  readonly before?: Json;
  readonly after?: Json;
}

/** What stands on a line of values. */
export interface ShownValue extends ValuePair {
  /** As the file has it: a dependency's own values begin below its name. */
  readonly key: Path;
  /** True where what stands there is not shown. */
  readonly isSecret: boolean;
}

export interface ShownContext {
  readonly before: TracedApplication;
  readonly after: TracedApplication;
  /** True where one of the leaves comes to stand in a Secret. */
  readonly isSecret: boolean;
  readonly scrubber: Scrubber;
}

/**
 * The key that a line sets, before and after, masked where it is or may be secret. Several values on one line, as in a list
 * in brackets, are shown as what holds them all.
 */
export function shownValue(leaves: readonly ChangedLeaf[], context: ShownContext): ShownValue | null {
  const [first] = leaves;
  if (first === undefined) return null;
  const own = first.place.side === "head" ? context.after : context.before;
  const standing = standingOn(first.place, own);
  const common = commonPath(standing.length > 0 ? standing : leaves.map(({ key }) => key));
  const key = common.length > 0 ? common : first.key;
  const pair = pairAt(key, leaves, context);
  const paths = [...leaves.map(({ path }) => path), ...pathsIn(pair.before, key), ...pathsIn(pair.after, key)];
  const isSecret = context.isSecret || paths.some(isCalledSecret);
  const shown = isSecret ? hidden(pair) : scrubbed(pair, context.scrubber);
  return { key: key.slice(prefixLength(own, first.place, key)), isSecret, ...shown };
}

/** The paths of what stands on the line itself, not brought in from elsewhere. */
function standingOn({ path: file, line }: LinePlace, { values }: TracedApplication): readonly Path[] {
  return values.sources
    .filter((source) => source.file === file)
    .flatMap(({ leaves }) => leaves.filter(({ place }) => place?.line === line && place.through === null))
    .map(({ path }) => path);
}

function pairAt(key: Path, leaves: readonly ChangedLeaf[], { before, after }: ShownContext): ValuePair {
  const same = leaves.find(({ path }) => path.length === key.length && isWithin(path, key));
  if (same !== undefined) return { ...side("before", same.before), ...side("after", same.after) };
  // At the same index, another item may stand on the other side.
  const isBoth = !hasIndex(key) || leaves.some(({ isOnBothSides }) => isOnBothSides);
  const isHead = leaves[0]?.place.side === "head";
  return {
    ...(isBoth || !isHead ? side("before", valueIn(before.values.merged, key)) : {}),
    ...(isBoth || isHead ? side("after", valueIn(after.values.merged, key)) : {}),
  };
}

function hidden({ before, after }: ValuePair): ValuePair {
  return fromSides(maskPair({ ...side("desired", before), ...side("live", after) }, BEFORE_AND_AFTER));
}

function scrubbed({ before, after }: ValuePair, scrubber: Scrubber): ValuePair {
  const sides = { ...side("desired", before), ...side("live", after) };
  return fromSides(scrubPair(sides, (value) => scrubber.scrubValue(value), BEFORE_AND_AFTER));
}

function fromSides({ desired, live }: { readonly desired?: Json; readonly live?: Json }): ValuePair {
  return { ...side("before", desired), ...side("after", live) };
}

function side<Name extends string>(name: Name, value: Json | undefined): { readonly [N in Name]?: Json } {
  const entry: { [N in Name]?: Json } = {};
  if (value !== undefined) entry[name] = value;
  return entry;
}

/** The paths of all keys in a value. */
function pathsIn(value: Json | undefined, path: Path): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => pathsIn(item, [...path, { index, key: null }]));
  if (!isJsonObject(value)) return [path];
  return Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]));
}

/** How much of a path stands outside of the file. */
function prefixLength({ values }: TracedApplication, { path: file }: LinePlace, key: Path): number {
  const prefixes = values.sources.filter((source) => source.file === file).map(({ prefix }) => prefix);
  return Math.max(0, ...prefixes.filter((prefix) => isWithin(key, prefix)).map((prefix) => prefix.length));
}
