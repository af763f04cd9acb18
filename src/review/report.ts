import { distinct, sortFindings, unreadableFinding, unreadableOf, withinScope } from "../findings/index.ts";
import { systemOf } from "../systems/index.ts";
import type {
  Finding,
  ReviewedApplication,
  ReviewedEnvironment,
  ReviewedLine,
  ReviewReport,
  ReviewStats,
} from "../vocabulary/index.ts";
import type { EvidenceContext, WeighedEnvironment } from "./evidence.ts";
import type { LiveMeeting } from "./live/index.ts";
import { isFormer } from "./reach/index.ts";
import type { EnvironmentEvidence, EnvironmentSides } from "./sides.ts";

/** Everything that a report of a review is made of. */
export interface ReportParts {
  readonly context: EvidenceContext;
  readonly environments: readonly MetEnvironment[];
  readonly lines: readonly ReviewedLine[];
  readonly stats: ReviewStats;
}

/** An environment with what the change meets in its cluster; null where no cluster was asked. */
export interface MetEnvironment extends WeighedEnvironment {
  readonly live: LiveMeeting | null;
}

/** Puts a review into words. An environment in which nothing changes is named, no more. */
export function reportOf({ context, environments, lines, stats }: ReportParts): ReviewReport {
  const { request, resolved } = context;
  const reported = environments.map((one) => environmentOf(one, context)).filter(hasChanged);
  const names = new Set(reported.map(({ name }) => name));
  return {
    schemaVersion: 1,
    base: resolved.change.base,
    head: resolved.change.head,
    environments: reported,
    unchanged: request.environments.map(({ name }) => name).filter((name) => !names.has(name)),
    lines,
    notes: resolved.notes,
    stats,
  };
}

function environmentOf({ evidence, ignored, live }: MetEnvironment, context: EvidenceContext): ReviewedEnvironment {
  const { sides, resources, findings, mended } = evidence;
  return {
    name: sides.environment.name,
    applications: applicationsOf(evidence),
    resources,
    findings: findings.map(({ finding }) => finding),
    mended: mended.map(({ finding }) => finding),
    ignored,
    unreadable: [...unreadFindings(sides, context).map(unreadableOf), ...(live?.unreadable ?? [])],
    rendered: sides.failures.every(({ failure }) => isFormer(failure)),
    live: live?.live ?? null,
    notes: [...sides.notes, ...(live?.notes ?? [])],
  };
}

function hasChanged({ applications, resources, findings, mended, unreadable, notes }: ReviewedEnvironment): boolean {
  return [applications, resources, findings, mended, unreadable, notes].some(({ length }) => length > 0);
}

function applicationsOf({ sides, changes }: EnvironmentEvidence): readonly ReviewedApplication[] {
  const changed = new Set(changes.map(({ application }) => application));
  return sides.applications.flatMap(({ name, namespace, before, after }): ReviewedApplication[] => {
    if (before === null) return [{ name, namespace, change: "added" }];
    if (after === null) return [{ name, namespace, change: "removed" }];
    return changed.has(name) ? [{ name, namespace, change: "changed" }] : [];
  });
}

function unreadFindings({ environment, failures }: EnvironmentSides, { request }: EvidenceContext): readonly Finding[] {
  const findings = failures.map(({ failure, application, resource }) =>
    unreadableFinding(failure, {
      environment: environment.name,
      application,
      resource,
      system: systemOf(resource, null, application),
    }),
  );
  return sortFindings(withinScope(distinct(findings), request.scope));
}
