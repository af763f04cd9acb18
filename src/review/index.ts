/** What a change of git does to each environment: two revisions against each other, and against what is live. */
import pLimit from "p-limit";
import { UserError } from "../errors/index.ts";
import type { ReviewReport, ReviewStats } from "../vocabulary/index.ts";
import { asFarAsBase, resolveChange } from "./change.ts";
import { type EvidenceContext, evidenceOf } from "./evidence.ts";
import { ChangedLines } from "./lines/changed-lines.ts";
import { reviewedLines } from "./lines/index.ts";
import { lintSides } from "./lint.ts";
import { meetLive } from "./live/index.ts";
import type { ReviewPorts } from "./ports.ts";
import { ProbeCount } from "./probe-count.ts";
import { type EnvironmentReach, footprintsOf, reachOf } from "./reach/index.ts";
import { type ReadSides, readSides, TemplateChanges } from "./read/index.ts";
import { reportOf } from "./report.ts";
import type { ReviewRequest } from "./request.ts";

export type { ReviewPorts } from "./ports.ts";
export type { ReviewRequest } from "./request.ts";

/** Environments that are read at the same time. */
const CONCURRENT_ENVIRONMENTS = 4;

/**
 * Reviews a change: finds what it reaches, renders and traces both sides, lints them, locates what is new, reports.
 * @throws UserError for a mistake in arguments or configuration; what cannot be rendered is in the report instead.
 */
export async function review(request: ReviewRequest, ports: ReviewPorts): Promise<ReviewReport> {
  const started = ports.now();
  const rendered = ports.renderer.counts().renders;
  const probes = new ProbeCount(ports.renderer);
  const { renderer } = probes;
  const limit = pLimit(CONCURRENT_ENVIRONMENTS);
  const resolved = await resolveChange(request, ports.repository);
  const repository = asFarAsBase(ports.repository, resolved);
  const context: EvidenceContext = { request, resolved, today: started.toISOString().slice(0, 10) };
  const footprints = footprintsOf(resolved);
  const reaches = await Promise.all(
    reviewable(context).map((environment) => limit(() => reachOf(environment, { resolved, footprints, renderer }))),
  );
  requireApplications(request, reaches);
  const sides = {
    resolved,
    charts: footprints.after.charts,
    lines: new ChangedLines(resolved.change.files),
    templates: new TemplateChanges(resolved, footprints),
    applications: request.scope.applications,
  };
  const read = await Promise.all(
    reaches.filter(isReached).map((reach) => limit(() => readSides(reach, sides, { ...ports, repository, renderer }))),
  );
  const linted = await lintSides(read, request.config);
  const environments = await Promise.all(
    linted.map((one) => limit(() => evidenceOf(one, context, { ...ports, probes }))),
  );
  const meetings = await Promise.all(
    environments.map(({ evidence }) => limit(() => meetLive(evidence, request, ports))),
  );
  const evidence = environments.map((one) => one.evidence);
  const lines = await reviewedLines(evidence, resolved.change, { ...ports, renderer });
  const stats = {
    ...countsOf(read),
    renders: renderer.counts().renders - rendered,
    probes: probes.renders,
    seconds: (ports.now().getTime() - started.getTime()) / 1000,
  };
  const met = environments.map((one, index) => ({ ...one, live: meetings[index] ?? null }));
  const report = reportOf({ context, environments: met, lines, stats });
  return ports.scrubber.scrubJson(report);
}

/**
 * A misspelt application would pass as unchanged. An environment that could not be read vouches for every name.
 * @throws UserError for a name that no environment has.
 */
function requireApplications({ scope }: ReviewRequest, reaches: readonly EnvironmentReach[]): void {
  if (reaches.length === 0 || reaches.some(({ failures }) => failures.length > 0)) return;
  const known = new Set(
    reaches.flatMap(({ pairs, unsupported: { before, after } }) =>
      [...pairs, ...before, ...after].map(({ name }) => name),
    ),
  );
  const missing = [...(scope.applications ?? [])].filter((name) => !known.has(name));
  if (missing.length === 0) return;
  const named = missing.map((name) => JSON.stringify(name)).join(", ");
  throw new UserError(`--app names ${named}, which no environment has on either side. Leave --app out to see all.`);
}

/** Without a changed file there is nothing to look for. */
function reviewable({ request, resolved }: EvidenceContext): ReviewRequest["environments"] {
  return resolved.changed.length === 0 ? [] : request.environments;
}

function isReached({ pairs, failures, notes }: EnvironmentReach): boolean {
  return failures.length > 0 || notes.length > 0 || pairs.some((pair) => pair.isReached);
}

function countsOf(read: readonly ReadSides[]): Pick<ReviewStats, "applications" | "neighbours"> {
  return {
    applications: read.reduce((sum, { reach }) => sum + reach.pairs.filter((pair) => pair.isReached).length, 0),
    neighbours: read.reduce((sum, { neighbours }) => sum + neighbours, 0),
  };
}
