import { createHash } from "node:crypto";
import { type Reading, read, resourceKey, toPointer } from "../../vocabulary/index.ts";
import type { Workshop } from "../workshop.ts";
import type { TraceCache } from "./cache.ts";
import { contentKey } from "./cache-key.ts";
import { overview } from "./overview.ts";
import { prepareSubject, type Specimen } from "./subject.ts";
import type { LeafTrace, Trace, TraceWish } from "./trace.ts";
import { traceSubject } from "./tracer.ts";
import { answerOf } from "./wish.ts";

/** What all traces of a run share. */
export interface TraceTools {
  readonly workshop: Workshop;
  readonly cache: TraceCache;
}

/** Traces an application, or answers from the cache: a trace of everything holds the answer to every smaller wish. */
export async function traceApplication(
  specimen: Specimen,
  wish: TraceWish,
  { workshop, cache }: TraceTools,
): Promise<Reading<Trace>> {
  const start = performance.now();
  const { input, files } = specimen.chart;
  const key = await contentKey({ input, files, helm: workshop.helm, capabilities: workshop.capabilities });
  const done = (leaves: readonly LeafTrace[], renders: number | null): Reading<Trace> => {
    const seconds = (performance.now() - start) / 1000;
    const cost = { leaves: leaves.length, renders: renders ?? 0, seconds, cached: renders === null };
    return read({ leaves: answerOf(leaves, wish), cost });
  };
  const kept = (await cache.read(key)) ?? (wish.of === "everything" ? null : await cache.read(keyOf(key, wish)));
  if (kept !== null) return done(kept, null);
  const subject = await prepareSubject(specimen, workshop);
  if (!subject.ok) return subject;
  const traced = await traceSubject(subject.value, wish, workshop);
  const leaves = overview(traced.leaves);
  if (traced.isComplete) await cache.write(wish.of === "everything" ? key : keyOf(key, wish), leaves);
  return done(leaves, subject.value.renders + traced.renders);
}

function keyOf(key: string, wish: TraceWish): string {
  return createHash("sha256")
    .update(`${key} ${wishKey(wish)}`)
    .digest("hex");
}

/** Equal for equal wishes. */
export function wishKey(wish: TraceWish): string {
  if (wish.of === "everything" || wish.of === "unread") return wish.of;
  if (wish.of === "leaves") return JSON.stringify(wish.paths.map(toPointer).toSorted());
  const fields = wish.fields.map(({ resource, path }) => `${resourceKey(resource)} ${toPointer(path)}`);
  return JSON.stringify(fields.toSorted());
}
