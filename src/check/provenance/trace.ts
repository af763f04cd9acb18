import type { CausingLeaf, ProvenanceFinder } from "../../provenance/index.ts";
import { nearLeaves } from "../../provenance/index.ts";
import type { Renderer } from "../../render/index.ts";
import type { Path, Provenance, ReadFailure } from "../../vocabulary/index.ts";
import type { RenderedApplication } from "../desired.ts";
import { commonMap, hasMapWith } from "./values-map.ts";
import type { Wanted } from "./wanted.ts";

/** What one finding wants to know. */
export interface Asked {
  /** Of the finding. */
  readonly id: string;
  readonly wanted: Wanted;
}

/** What tracing found out. */
export interface TracedFindings {
  /** By the finding's id; a finding that no values line causes is absent. */
  readonly provenance: ReadonlyMap<string, Provenance>;
  readonly renders: number;
  /** Which applications could not be traced and why, one clause each. */
  readonly notes: readonly string[];
}

export const NOTHING_TRACED: TracedFindings = { provenance: new Map(), renders: 0, notes: [] };

/** More leaves than this are not all probed for a finding. */
const MOST_LEAVES = 3000;

export interface TracePorts {
  readonly finder: ProvenanceFinder;
  readonly renderer: Pick<Renderer, "values">;
}

/**
 * Traces what the findings of one application want to know: by the few leaves that may be a field's value as it stands,
 * then, for fields that none of them is, by all leaves.
 */
export async function traceApplication(
  source: RenderedApplication,
  asked: readonly Asked[],
  { finder, renderer }: TracePorts,
): Promise<TracedFindings> {
  const values = await renderer.values(source.application, source.tree);
  if (!values.ok) return failed(source, values.failure);
  if (values.value.leaves.length === 0) return NOTHING_TRACED;
  const promising = asked.filter(({ wanted: { siblings } }) => siblings === null || hasMapWith(values.value, siblings));
  const near = nearLeaves(
    values.value,
    promising.flatMap(({ wanted }) => wanted.fields),
  );
  const first = near.length === 0 ? NOTHING_TRACED : await traceAll(source, promising, { finder, among: near });
  const open = promising.filter(({ id, wanted }) => wanted.siblings === null && !isNear(first.provenance.get(id)));
  if (open.length === 0) return first;
  const second = await traceByAll(source, open, { finder, leaves: values.value.leaves.length });
  return {
    provenance: new Map([...first.provenance, ...second.provenance]),
    renders: first.renders + second.renders,
    notes: [...new Set([...first.notes, ...second.notes])],
  };
}

/** A check must end soon whatever the values hold. */
async function traceByAll(
  source: RenderedApplication,
  asked: readonly Asked[],
  { finder, leaves }: { readonly finder: ProvenanceFinder; readonly leaves: number },
): Promise<TracedFindings> {
  if (leaves <= MOST_LEAVES) return await traceAll(source, asked, { finder });
  const { name } = source.application;
  const note = `${name}: not every values line could be traced: there are ${leaves.toLocaleString("en")} values`;
  return { ...NOTHING_TRACED, notes: [note] };
}

/** Whether no other leaf can be nearer; a key that names an object is as near as a name can be. */
function isNear(provenance: Provenance | undefined): boolean {
  const transformation = provenance?.transformation;
  return transformation === "same" || transformation === "quoted" || transformation === "key";
}

async function traceAll(
  source: RenderedApplication,
  asked: readonly Asked[],
  { finder, among }: { readonly finder: ProvenanceFinder; readonly among?: readonly Path[] },
): Promise<TracedFindings> {
  const fields = asked.flatMap(({ wanted }) => wanted.fields);
  const reading = await finder.causesOfAll(source, fields, among);
  if (!reading.ok) return failed(source, reading.failure);
  const { fields: causes, renders } = reading.value;
  const provenance = new Map<string, Provenance>();
  let next = 0;
  for (const { id, wanted } of asked) {
    const own = causes.slice(next, next + wanted.fields.length);
    next += wanted.fields.length;
    const found = await provenanceOf(wanted, own, finder);
    if (found !== null) provenance.set(id, found);
  }
  return { provenance, renders, notes: [] };
}

function failed({ application: { name } }: RenderedApplication, { why }: ReadFailure): TracedFindings {
  return { ...NOTHING_TRACED, notes: [`${name}: its values lines could not be traced: ${why}`] };
}

async function provenanceOf(
  { siblings, source }: Wanted,
  causes: readonly (readonly CausingLeaf[])[],
  finder: ProvenanceFinder,
): Promise<Provenance | null> {
  if (siblings === null) return causes.find((of) => of.length > 0)?.[0]?.provenance ?? null;
  const map = commonMap([...siblings.keys()], causes);
  return map === null ? null : await finder.lineOf(source, map);
}
