/** From the findings of a check to the values lines that cause them. Only the fields that drifted are traced. */
import type { Renderer } from "../../render/index.ts";
import type { Finding } from "../../vocabulary/index.ts";
import type { ScopedDifference } from "../desired.ts";
import type { Parts } from "../parts.ts";
import type { CheckPorts } from "../ports.ts";
import { declaredOf } from "../services/index.ts";
import { renderedObjects } from "./rendered-objects.ts";
import { type Asked, NOTHING_TRACED, type TracedFindings, traceApplication } from "./trace.ts";
import { wantedOf } from "./wanted.ts";

export type { TracedFindings } from "./trace.ts";

/** A finding with the difference that it was made from. */
export interface Origin {
  readonly finding: Pick<Finding, "id">;
  readonly scoped: ScopedDifference;
}

/** Finds the values lines behind findings: one trace for each application that has any, all at the same time. */
export async function traceFindings(
  origins: readonly Origin[],
  parts: Pick<Parts, "declaration" | "intent">,
  { provenance: finder, renderer }: Pick<CheckPorts, "provenance"> & { readonly renderer: Pick<Renderer, "values"> },
): Promise<TracedFindings> {
  if (finder === null || origins.length === 0) return NOTHING_TRACED;
  const declared = declaredOf(parts.intent);
  const find = renderedObjects(parts);
  const asked = origins.flatMap(({ finding: { id }, scoped }): Asked[] => {
    const wanted = wantedOf(scoped, declared, find);
    return wanted === null ? [] : [{ id, wanted }];
  });
  const bySource = Map.groupBy(asked, ({ wanted }) => wanted.source);
  const traced = await Promise.all(
    [...bySource].map(([source, of]) => traceApplication(source, of, { finder, renderer })),
  );
  return {
    provenance: new Map(traced.flatMap(({ provenance }) => [...provenance])),
    renders: traced.reduce((sum, { renders }) => sum + renders, 0),
    notes: [...traced.flatMap(({ notes }) => notes), ...finder.notes()],
  };
}
