import { type Located, locateAll, type ReadEnvironment } from "../lint/index.ts";
import type { ProvenanceFinder } from "../provenance/index.ts";
import { type Path, type Provenance, resourceKey, resourceOf } from "../vocabulary/index.ts";
import type { LintedSides } from "./lint.ts";
import type { ProbeCount } from "./probe-count.ts";

/** Something that was found, with its values line on the side that has it. */
export interface LocatedOnSide extends Located {
  readonly side: "base" | "head";
}

export interface LocatePorts {
  readonly provenance: ProvenanceFinder;
  readonly probes: ProbeCount;
}

/** Findings of an environment that are traced by probes of their own; more would cost more than the change itself. */
const MOST_PROBED = 8;

/**
 * The values lines of what the change brings in. First among the leaves that it changed, then among those that it took
 * away; what comes from neither is traced from its field.
 */
export async function locateFound(
  { found, read: { before, after } }: LintedSides,
  { provenance: finder, probes }: LocatePorts,
): Promise<readonly LocatedOnSide[]> {
  const [inHead, inBase] = await Promise.all([locateAll(found, after, finder), locateAll(found, before, finder)]);
  const known = found.map((collected, index): LocatedOnSide => {
    const [head, base] = [inHead[index], inBase[index]];
    if (head !== undefined && head.provenance !== null) return { ...head, side: "head" };
    if (base !== undefined && base.provenance !== null) return { ...base, side: "base" };
    return { collected, provenance: null, place: null, side: "head" };
  });
  const open = new Set(known.filter(isOpen).slice(0, MOST_PROBED));
  return Promise.all(
    known.map(async (one) => (open.has(one) ? await probe(one, after, { provenance: finder, probes }) : one)),
  );
}

/** The values lines, in the base, of what the change mends. */
export async function locateMended(
  { mended, read: { before } }: LintedSides,
  finder: ProvenanceFinder,
): Promise<readonly LocatedOnSide[]> {
  return (await locateAll(mended, before, finder)).map((one) => ({ ...one, side: "base" }));
}

function isOpen({ provenance, collected: { difference, place } }: LocatedOnSide): boolean {
  return provenance === null && place === undefined && difference.resource.type === "kubernetes";
}

/** What causes the field, or the nearest field around it. */
async function probe(
  one: LocatedOnSide,
  { declaration, intent }: ReadEnvironment,
  { provenance: finder, probes }: LocatePorts,
): Promise<LocatedOnSide> {
  const { application: name, difference } = one.collected;
  const source = declaration.applications.find(({ application }) => application.name === name);
  const { resource: about, path } = difference.cause ?? difference;
  const key = resourceKey(about);
  const placed = intent.declared.findLast(
    ({ application, object }) => application.name === name && resourceKey(resourceOf(object)) === key,
  );
  if (source === undefined || placed === undefined) return one;
  const resource = resourceOf(placed.rendered.object);
  const fields = around(path ?? []).map((part) => ({ resource, path: part }));
  const causes = await finder.causesOfAll({ application: source.application, tree: source.tree }, fields);
  probes.add(causes.ok ? causes.value.renders : 0);
  const cause = causes.ok ? causes.value.fields.flat()[0] : undefined;
  return cause === undefined ? one : { ...one, provenance: cause.provenance, place: placeOf(cause.provenance) };
}

/** The path itself, then what is around it, the object last. */
function around(path: Path): readonly Path[] {
  return Array.from({ length: path.length + 1 }, (_, index) => path.slice(0, path.length - index));
}

function placeOf({ file, line, column }: Provenance): NonNullable<Located["place"]> {
  return { file, line, column, keyLine: line, keyColumn: column, through: null };
}
