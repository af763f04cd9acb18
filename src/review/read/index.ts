/** Both sides of an environment: what the change reaches is rendered, its values are traced, its objects compared. */
import type { ScopedFailure } from "../../check/desired.ts";
import { type Declaration, offlineIntent, renderDeclared } from "../../check/index.ts";
import type { Application } from "../../environments/index.ts";
import type { ReadEnvironment } from "../../lint/index.ts";
import type { BothSides } from "../change.ts";
import { resourceChanges } from "../changes/index.ts";
import type { ReviewPorts } from "../ports.ts";
import type { ApplicationPair, EnvironmentReach } from "../reach/index.ts";
import type { ApplicationSides, ResourceChange } from "../sides.ts";
import { readApplication } from "./applications.ts";
import { neighboursOf } from "./neighbours.ts";
import { renderBoth, type SidesContext } from "./render.ts";

export { TemplateChanges } from "./template-changes.ts";

/** An environment on both sides, as lint reads one, with what differs. */
export interface ReadSides extends BothSides<ReadEnvironment> {
  readonly reach: EnvironmentReach;
  readonly applications: readonly ApplicationSides[];
  readonly changes: readonly ResourceChange[];
  readonly failures: readonly ScopedFailure[];
  readonly notes: readonly string[];
  /** Applications that Helm was asked for only because a coupling may reach them, those that do not render too. */
  readonly neighbours: number;
}

/** Renders, traces and compares what the change reaches of an environment; then renders what may be coupled with it. */
export async function readSides(
  reach: EnvironmentReach,
  context: SidesContext,
  ports: ReviewPorts,
): Promise<ReadSides> {
  const { name } = reach.environment;
  const affected = reach.pairs.filter((pair) => pair.isReached && (context.applications?.has(pair.name) ?? true));
  ports.progress(`${name}: rendering both sides`);
  const rendered = await renderBoth(affected, context, ports);
  ports.progress(`${name}: tracing what changed`);
  const read = await Promise.all(rendered.pairs.map((pair) => readApplication(pair, name, ports.renderer)));
  const applications = read.flatMap(({ sides }) => sides ?? []);
  const changes = applications.flatMap(resourceChanges);
  const others = reach.pairs.filter((pair) => !affected.includes(pair)).flatMap(({ after }) => after ?? []);
  const neighbours = await neighboursOf(changes, others, context.charts);
  const around = await renderDeclared(
    { name, applications: neighbours.rendered, unsupported: [] },
    context.resolved.trees.after,
    ports,
  );
  const lost = affected.filter((pair) => !applications.some((one) => one.name === pair.name));
  const parts = { reach, applications, around, unrendered: neighbours.unrendered, lost };
  return {
    reach,
    before: sideOf("before", parts, ports),
    after: sideOf("after", parts, ports),
    applications,
    changes,
    failures: [...reach.failures, ...rendered.failures, ...read.flatMap(({ failures }) => failures)],
    notes: [...reach.notes, ...read.flatMap(({ notes }) => notes), ...unreadNeighbours(around.failures)],
    neighbours: neighbours.rendered.length,
  };
}

/** A neighbour that does not render is no part of the change, but the other end of a coupling may stand in it. */
function unreadNeighbours(failures: readonly ScopedFailure[]): readonly string[] {
  const names = new Set(failures.flatMap(({ application }) => application ?? []));
  if (names.size === 0) return [];
  return [`what has to fit ${[...names].toSorted().join(", ")} was not looked at, as that could not be rendered`];
}

/** What an environment is put together from, on either side. */
interface Parts {
  readonly reach: EnvironmentReach;
  readonly applications: readonly ApplicationSides[];
  /** The neighbours, the same on both sides. */
  readonly around: Declaration;
  readonly unrendered: readonly Application[];
  /** What does not render on one side is taken for unknown on both, so that nothing of it seems new. */
  readonly lost: readonly ApplicationPair[];
}

function sideOf(side: "before" | "after", parts: Parts, { scrubber }: ReviewPorts): ReadEnvironment {
  const { reach, applications, around, unrendered, lost } = parts;
  const traced = applications.flatMap((one) => one[side] ?? []);
  const unknown = [...unrendered, ...lost.flatMap((pair) => pair[side] ?? []), ...reach.unsupported[side]];
  const declaration: Declaration = {
    ...around,
    applications: [...traced.map((one) => ({ ...one, revision: one.tree.revision })), ...around.applications],
    unrendered: [...around.unrendered, ...unknown.map(({ name, namespace }) => ({ name, namespace, revision: null }))],
    failures: [],
  };
  const intent = offlineIntent(declaration, scrubber);
  return { environment: reach.environment, declaration, intent, applications: traced, failures: [] };
}
