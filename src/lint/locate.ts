import { valueAt } from "../compare/index.ts";
import { type CausingLeaf, nearLeaves, type ProvenanceFinder, type SourcedApplication } from "../provenance/index.ts";
import type { RenderedField, ValuesPlace } from "../render/index.ts";
import {
  type Difference,
  type KubernetesResource,
  type Path,
  type Provenance,
  resourceKey,
  resourceOf,
  toValuesKey,
} from "../vocabulary/index.ts";
import type { Collected } from "./collect.ts";
import type { ReadEnvironment } from "./read.ts";
import type { TracedApplication } from "./traced.ts";

/** A difference with the values line that it is about; both null where no values line has a part in it. */
export interface Located {
  readonly collected: Collected;
  readonly provenance: Provenance | null;
  readonly place: ValuesPlace | null;
}

/** Finds the values lines of everything that was found in an environment. */
export async function locateAll(
  collected: readonly Collected[],
  { applications }: Pick<ReadEnvironment, "applications">,
  finder: ProvenanceFinder,
): Promise<readonly Located[]> {
  const byName = new Map(applications.map((one) => [one.application.name, one]));
  return Promise.all(
    collected.map(async (one) => ({
      collected: one,
      ...(await locate(one, byName.get(one.application ?? ""), finder)),
    })),
  );
}

type Line = Pick<Located, "provenance" | "place">;

const NOWHERE: Line = { provenance: null, place: null };

/**
 * Its own place, else the line of what it follows from, else the cause of the field, else that of the nearest field around
 * it, up to the object's name.
 */
async function locate(
  { difference: { resource, path, cause }, place, leaf }: Collected,
  source: TracedApplication | undefined,
  finder: ProvenanceFinder,
): Promise<Line> {
  if (source === undefined || place === null) return NOWHERE;
  if (place !== undefined) return { place, provenance: await finder.at(source, place, leaf ?? null) };
  const caused = cause?.path ? await lineOf({ resource: cause.resource, path: cause.path }, source, finder) : NOWHERE;
  return caused.provenance === null ? lineOf({ resource, path }, source, finder) : caused;
}

async function lineOf(
  { resource, path }: Pick<Difference, "resource" | "path">,
  source: TracedApplication,
  finder: ProvenanceFinder,
): Promise<Line> {
  const rendered = resource.type === "kubernetes" ? asRendered(resource, source) : null;
  return rendered === null ? NOWHERE : nearestCause(source, { resource: rendered, path }, finder);
}

async function nearestCause(
  source: TracedApplication,
  { resource, path }: RenderedField,
  finder: ProvenanceFinder,
): Promise<Line> {
  const [exact, ...around] = prefixes(path).map((part) => ({ resource, path: part }));
  const cause =
    (exact === undefined ? undefined : await firstCause(source, [exact], finder)) ??
    (await switchOf(source, { resource, path }, finder)) ??
    (await firstCause(source, around, finder));
  if (cause === undefined) return NOWHERE;
  const key = toValuesKey(cause.leaf);
  const place = source.values.leaves.find((leaf) => toValuesKey(leaf.path) === key)?.place;
  return { provenance: cause.provenance, place: place ?? placeOfLine(cause.provenance) };
}

async function firstCause(
  source: SourcedApplication,
  fields: readonly RenderedField[],
  finder: ProvenanceFinder,
): Promise<CausingLeaf | undefined> {
  const causes = await finder.causesOfAll(source, fields);
  return causes.ok ? causes.value.fields.flat()[0] : undefined;
}

/** Booleans are not in the trace of lint; the few that may be the field's value are probed when it comes to that. */
async function switchOf(
  { application, tree, values, rendering }: TracedApplication,
  { resource, path }: RenderedField,
  finder: ProvenanceFinder,
): Promise<CausingLeaf | undefined> {
  const key = resourceKey(resource);
  const object = rendering.objects.findLast((one) => resourceKey(resourceOf(one.object)) === key)?.object;
  const value = object === undefined ? undefined : valueAt(object, path);
  if (typeof value !== "boolean") return undefined;
  const among = nearLeaves(values, [{ path, value }]);
  const causes =
    among.length === 0 ? null : await finder.causesOfAll({ application, tree }, [{ resource, path }], among);
  return causes?.ok ? causes.value.fields.flat()[0] : undefined;
}

function prefixes(path: Path): readonly Path[] {
  return Array.from({ length: path.length + 1 }, (_, index) => path.slice(0, path.length - index));
}

/** A key of a map is no leaf: its line is where it stands. */
function placeOfLine({ file, line, column }: Provenance): ValuesPlace {
  return { file, line, column, keyLine: line, keyColumn: column, through: null };
}

/** The resource as its manifest states it: without the namespace that it gets when it is applied. */
function asRendered(resource: KubernetesResource, { placed, rendering }: TracedApplication): KubernetesResource | null {
  const key = resourceKey(resource);
  const index = placed.findLastIndex((object) => resourceKey(resourceOf(object)) === key);
  const rendered = rendering.objects[index];
  return rendered === undefined ? null : resourceOf(rendered.object);
}
