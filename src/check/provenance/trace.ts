import type { CausingLeaf, ProvenanceFinder } from "../../provenance/index.ts";
import type { Renderer } from "../../render/index.ts";
import type { Provenance } from "../../vocabulary/index.ts";
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

export interface TracePorts {
  readonly finder: ProvenanceFinder;
  readonly renderer: Pick<Renderer, "values">;
}

/** Traces what the findings of one application want to know, all at once. */
export async function traceApplication(
  source: RenderedApplication,
  asked: readonly Asked[],
  { finder, renderer }: TracePorts,
): Promise<TracedFindings> {
  const promising = await withoutHopeless(source, asked, renderer);
  if (promising.length === 0) return NOTHING_TRACED;
  const fields = promising.flatMap(({ wanted }) => wanted.fields);
  const reading = await finder.causesOfAll(source, fields);
  if (!reading.ok) {
    const { name } = source.application;
    return { ...NOTHING_TRACED, notes: [`${name}: its values lines could not be traced: ${reading.failure.why}`] };
  }
  const { fields: causes, renders } = reading.value;
  const provenance = new Map<string, Provenance>();
  let next = 0;
  for (const { id, wanted } of promising) {
    const own = causes.slice(next, next + wanted.fields.length);
    next += wanted.fields.length;
    const found = await provenanceOf(wanted, own, finder);
    if (found !== null) provenance.set(id, found);
  }
  return { provenance, renders, notes: [] };
}

/** Tracing a map costs as many probes as it has entries, so only one is traced that stands in the values too. */
async function withoutHopeless(
  { application, tree }: RenderedApplication,
  asked: readonly Asked[],
  renderer: TracePorts["renderer"],
): Promise<readonly Asked[]> {
  if (asked.every(({ wanted }) => wanted.siblings === null)) return asked;
  const values = await renderer.values(application, tree);
  return asked.filter(
    ({ wanted: { siblings } }) => siblings === null || (values.ok && hasMapWith(values.value, siblings)),
  );
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
