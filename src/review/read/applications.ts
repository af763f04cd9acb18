import type { ScopedFailure } from "../../check/desired.ts";
import type { TracedApplication } from "../../lint/index.ts";
import type { Renderer, Trace } from "../../render/index.ts";
import { type ReadFailure, type Reading, read } from "../../vocabulary/index.ts";
import type { BothSides } from "../change.ts";
import type { ApplicationSides } from "../sides.ts";
import type { RenderedSide, ValuedSide } from "./side.ts";
import { NOTHING_TRACED, type TracedSides, traceBoth, traceOne, type WhatChanged } from "./trace.ts";

/** An application that the change reaches, rendered on the sides that declare it. */
export interface RenderedPair extends BothSides<RenderedSide | null> {
  readonly name: string;
  readonly changed: WhatChanged;
}

/** What is known of one application; null where its values could not be read. */
export interface ReadApplication {
  readonly sides: ApplicationSides | null;
  readonly failures: readonly ScopedFailure[];
  readonly notes: readonly string[];
}

/** Reads the values of an application on both sides and traces what changed in them. */
export async function readApplication(
  pair: RenderedPair,
  environment: string,
  renderer: Renderer,
): Promise<ReadApplication> {
  const { name } = pair;
  const [before, after] = await Promise.all(
    [pair.before, pair.after].map((side) => withValues(side, environment, renderer)),
  );
  if (before === undefined || after === undefined) throw new Error("there are two sides");
  if (!before.ok) return lost(name, before.failure);
  if (!after.ok) return lost(name, after.failure);
  const traces = await tracesOf({ before: before.value, after: after.value }, pair.changed, renderer);
  const namespace = (after.value ?? before.value)?.application.namespace ?? "";
  const traced = (side: ValuedSide | null, trace: Trace): TracedApplication | null =>
    side === null ? null : { ...side, trace };
  const sides = {
    name,
    namespace,
    before: traced(before.value, traces.before),
    after: traced(after.value, traces.after),
  };
  return { sides, failures: [], notes: traces.notes };
}

async function withValues(
  side: RenderedSide | null,
  environment: string,
  renderer: Renderer,
): Promise<Reading<ValuedSide | null>> {
  if (side === null) return read(null);
  const values = await renderer.values(side.application, side.tree);
  return values.ok ? read({ environment, ...side, values: values.value, trace: NOTHING_TRACED }) : values;
}

function tracesOf(
  { before, after }: BothSides<ValuedSide | null>,
  changed: WhatChanged,
  renderer: Renderer,
): Promise<TracedSides> {
  if (before === null || after === null) return traceOne({ before, after }, renderer);
  return traceBoth({ before, after }, changed, renderer);
}

function lost(name: string, failure: ReadFailure): ReadApplication {
  return { sides: null, failures: [ofApplication(name, failure)], notes: [] };
}

function ofApplication(application: string, failure: ReadFailure): ScopedFailure {
  return { failure, application, resource: { type: "values", application, file: null } };
}
