import type { ScopedFailure } from "../../check/desired.ts";
import { type Declaration, offlineIntent, renderDeclared } from "../../check/index.ts";
import type { ResolvedChange } from "../change.ts";
import type { ChangedLines } from "../lines/changed-lines.ts";
import type { ReviewPorts } from "../ports.ts";
import { type ApplicationPair, type ChartTexts, formerly } from "../reach/index.ts";
import type { RenderedPair } from "./applications.ts";
import type { RenderedSide } from "./side.ts";
import { type TemplateChanges, UNCHANGED } from "./template-changes.ts";

/** What reading both sides of all environments shares. */
export interface SidesContext {
  readonly resolved: ResolvedChange;
  /** Of the head. */
  readonly charts: ChartTexts;
  readonly lines: ChangedLines;
  readonly templates: TemplateChanges;
  /** Only these applications; null for all. */
  readonly applications: ReadonlySet<string> | null;
}

export interface RenderedPairs {
  /** Those that render on every side that declares them. */
  readonly pairs: readonly RenderedPair[];
  readonly failures: readonly ScopedFailure[];
}

/** Renders the applications that a change reaches, on the sides that declare them. */
export async function renderBoth(
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
