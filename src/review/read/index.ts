/** Both sides of an environment: what the change reaches is rendered, its values are traced, its objects compared. */

import type { ScopedFailure } from "../../check/desired.ts";
import { type Declaration, offlineIntent, renderDeclared } from "../../check/index.ts";
import type { Application } from "../../environments/index.ts";
import type { ReadEnvironment } from "../../lint/index.ts";
import type { BothSides, ResolvedChange } from "../change.ts";
import { resourceChanges } from "../changes/index.ts";
import type { ChangedLines } from "../lines/changed-lines.ts";
import type { ReviewPorts } from "../ports.ts";
import type { ApplicationPair, ChartTexts, EnvironmentReach } from "../reach/index.ts";
import { formerly } from "../reach/index.ts";
import type { ApplicationSides, ResourceChange } from "../sides.ts";
import { type ReadApplication, type RenderedPair, readApplication } from "./applications.ts";
import { neighboursOf } from "./neighbours.ts";
import type { RenderedSide } from "./side.ts";
import { type TemplateChanges, UNCHANGED } from "./template-changes.ts";

export { TemplateChanges } from "./template-changes.ts";

/** An environment on both sides, as lint reads one, with what differs. */
export interface ReadSides extends BothSides<ReadEnvironment> {
  readonly reach: EnvironmentReach;
  readonly applications: readonly ApplicationSides[];
  readonly changes: readonly ResourceChange[];
  readonly failures: readonly ScopedFailure[];
  readonly notes: readonly string[];
  /** Applications that were rendered only because a coupling may reach them. */
  readonly neighbours: number;
}

export interface SidesContext {
  readonly resolved: ResolvedChange;
  /** Of the head. */
  readonly charts: ChartTexts;
  readonly lines: ChangedLines;
  readonly templates: TemplateChanges;
  /** Only these applications; null for all. */
  readonly applications: ReadonlySet<string> | null;
}

/** Renders, traces and compares what the change reaches of an environment; then renders what may be coupled with it. */
export async function readSides(
  reach: EnvironmentReach,
  context: SidesContext,
  ports: ReviewPorts,
): Promise<ReadSides> {
  const { name } = reach.environment;
  const isWanted = (pair: ApplicationPair): boolean => context.applications?.has(pair.name) ?? true;
  const affected = reach.pairs.filter((pair) => pair.isReached && isWanted(pair));
  ports.progress(`${name}: rendering both sides`);
  const rendered = await renderBoth(affected, context, ports);
  ports.progress(`${name}: tracing what changed`);
  const read = await Promise.all(rendered.pairs.map((pair) => readApplication(pair, name, ports.renderer)));
  const applications = read.flatMap(({ sides }) => (sides === null ? [] : [sides]));
  const changes = applications.flatMap(resourceChanges);
  const others = reach.pairs.filter((pair) => !affected.includes(pair)).flatMap(({ after }) => after ?? []);
  const neighbours = await neighboursOf(changes, others, context.charts);
  const around = await renderDeclared(
    { name, applications: neighbours.rendered, unsupported: [] },
    context.resolved.trees.after,
    ports,
  );
  const lost = affected.filter((pair) => !applications.some((one) => one.name === pair.name));
  const sideOf = (side: "before" | "after"): ReadEnvironment => {
    const traced = applications.flatMap((one) => one[side] ?? []);
    const declaration: Declaration = {
      ...around,
      applications: [...traced.map((one) => ({ ...one, revision: one.tree.revision })), ...around.applications],
      unrendered: [
        ...around.unrendered,
        ...[...neighbours.unrendered, ...lost.flatMap((pair) => pair[side] ?? []), ...reach.unsupported[side]].map(
          unrendered,
        ),
      ],
      failures: [],
    };
    const intent = offlineIntent(declaration, ports.scrubber);
    return { environment: reach.environment, declaration, intent, applications: traced, failures: [] };
  };
  return {
    reach,
    before: sideOf("before"),
    after: sideOf("after"),
    applications,
    changes,
    failures: [...reach.failures, ...rendered.failures, ...read.flatMap(({ failures }) => failures)],
    notes: [...reach.notes, ...notesOf(read)],
    neighbours: around.applications.length,
  };
}

function unrendered({ name, namespace }: Pick<Application, "name" | "namespace">) {
  return { name, namespace, revision: null };
}

function notesOf(read: readonly ReadApplication[]): readonly string[] {
  return read.flatMap(({ notes }) => notes);
}

interface RenderedPairs {
  /** Those that render on every side that declares them. */
  readonly pairs: readonly RenderedPair[];
  readonly failures: readonly ScopedFailure[];
}

async function renderBoth(
  affected: readonly ApplicationPair[],
  { resolved: { trees }, lines, templates }: SidesContext,
  ports: ReviewPorts,
): Promise<RenderedPairs> {
  const [before, after] = await Promise.all(
    (["before", "after"] as const).map((side) =>
      renderDeclared(
        { name: side, applications: affected.flatMap((pair) => pair[side] ?? []), unsupported: [] },
        trees[side],
        ports,
      ),
    ),
  );
  if (before === undefined || after === undefined) throw new Error("there are two sides");
  const sides = { before: sidesOf(before, ports), after: sidesOf(after, ports) };
  const pairs = affected.map(async ({ name, isChartReached, ...pair }): Promise<readonly RenderedPair[]> => {
    const was = sides.before.get(name) ?? null;
    const is = sides.after.get(name) ?? null;
    const isWhole = (pair.before === null) === (was === null) && (pair.after === null) === (is === null);
    if (!isWhole) return [];
    const isCompared = isChartReached && was !== null && is !== null;
    const changed = isCompared ? await templates.of({ before: was.application, after: is.application }) : UNCHANGED;
    return [{ name, changed: { lines, templates: changed }, before: was, after: is }];
  });
  return {
    pairs: (await Promise.all(pairs)).flat(),
    failures: [...newFailures(before.failures, after.failures), ...after.failures],
  };
}

function sidesOf(declaration: Declaration, { scrubber }: ReviewPorts): ReadonlyMap<string, RenderedSide> {
  const { declared } = offlineIntent(declaration, scrubber);
  const placed = Map.groupBy(declared, ({ application }) => application.name);
  return new Map(
    declaration.applications.map((rendered) => {
      const { name } = rendered.application;
      return [name, { ...rendered, placed: (placed.get(name) ?? []).map(({ object }) => object) }];
    }),
  );
}

/** What base could not render either, for the same reason, is told of once. */
function newFailures(before: readonly ScopedFailure[], after: readonly ScopedFailure[]): readonly ScopedFailure[] {
  const same = new Set(after.map(keyOf));
  return before
    .filter((failure) => !same.has(keyOf(failure)))
    .map((scoped) => ({ ...scoped, failure: formerly(scoped.failure) }));
}

function keyOf({ application, failure: { reason, what, why } }: ScopedFailure): string {
  return JSON.stringify([application, reason, what, why]);
}
