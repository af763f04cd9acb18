import { applyIgnoreRules, distinct, severeEnough, sortFindings, withinScope } from "../findings/index.ts";
import { findingOf, ignoreByComment } from "../lint/index.ts";
import { systemOf } from "../systems/index.ts";
import type { Finding, IgnoredFinding } from "../vocabulary/index.ts";
import type { ResolvedChange } from "./change.ts";
import { reviewedResources } from "./changes/index.ts";
import type { LintedSides } from "./lint.ts";
import { type LocatedOnSide, locateFound, locateMended } from "./locate.ts";
import type { ReviewPorts } from "./ports.ts";
import type { ProbeCount } from "./probe-count.ts";
import type { ReviewRequest } from "./request.ts";
import type { EnvironmentEvidence, EnvironmentSides, LocatedFinding, ResourceChange } from "./sides.ts";

/** An environment's evidence, and what of its findings somebody decided to live with. */
export interface WeighedEnvironment {
  readonly evidence: EnvironmentEvidence;
  readonly ignored: readonly IgnoredFinding[];
  readonly linted: LintedSides;
}

export interface EvidenceContext {
  readonly request: ReviewRequest;
  readonly resolved: ResolvedChange;
  /** ISO date. */
  readonly today: string;
}

/** Locates what lint found, hides what is to be hidden, and shows the changes masked. */
export async function evidenceOf(
  linted: LintedSides,
  context: EvidenceContext,
  ports: Pick<ReviewPorts, "provenance" | "scrubber"> & { readonly probes: ProbeCount },
): Promise<WeighedEnvironment> {
  const [found, mended] = await Promise.all([locateFound(linted, ports), locateMended(linted, ports.provenance)]);
  const { findings, ignored } = parted(found, linted, context);
  const changes = linted.read.changes.filter((change) => isInScope(change, context.request));
  const { scrubber } = ports;
  const evidence = {
    sides: sidesOf(linted, context),
    changes,
    resources: reviewedResources(changes, { change: linted.change, scrubber }),
    findings,
    mended: parted(mended, linted, context).findings,
  };
  return { evidence, ignored, linted };
}

function sidesOf({ read, change, lint }: LintedSides, { resolved }: EvidenceContext): EnvironmentSides {
  return {
    environment: read.reach.environment,
    change: resolved.change,
    before: change.before,
    after: change.after,
    applications: read.applications,
    lint,
    failures: read.failures,
    notes: read.notes,
  };
}

interface Parted {
  readonly findings: readonly LocatedFinding[];
  readonly ignored: readonly IgnoredFinding[];
}

/** Comments at values lines, rules and the baseline hide findings, as they do for lint. */
function parted(located: readonly LocatedOnSide[], { read }: LintedSides, context: EvidenceContext): Parted {
  const { request, today } = context;
  const { name } = read.reach.environment;
  const all = located.map((one) => ({ ...one, finding: findingOf(one, name) }));
  const byId = new Map(all.map((one) => [one.finding.id, one]));
  const commented = ignoreByComment(
    all.filter(({ side }) => side === "head"),
    { applications: read.after.applications, today },
  );
  const kept = [...commented.findings, ...all.filter(({ side }) => side === "base").map(({ finding }) => finding)];
  const counted = withinScope(distinct(kept), request.scope);
  const { findings, ignored } = applyIgnoreRules(counted, {
    environment: name,
    today,
    rules: request.config.ignore,
    baseline: request.baseline,
  });
  // Rules that have run out are found by every check; no change brings them in.
  const own = findings.filter(({ id }) => byId.has(id));
  return {
    findings: severeEnough(sortFindings(own), request.scope).map((finding) => locatedOf(finding, byId.get(finding.id))),
    ignored: [
      ...commented.ignored.filter(({ finding }) => withinScope([finding], request.scope).length > 0),
      ...ignored,
    ],
  };
}

function locatedOf(finding: Finding, located: LocatedOnSide | undefined): LocatedFinding {
  if (located === undefined) return { finding, place: null, side: "head" };
  const { place, side, collected } = located;
  return { finding, place, side, difference: collected.difference };
}

function isInScope({ resource, before, after, application }: ResourceChange, { scope }: ReviewRequest): boolean {
  const { kind, namespace } = resource;
  const system = systemOf(resource, after ?? before, application);
  return (
    (scope.kinds?.has(kind) ?? true) &&
    (scope.namespaces === null || (namespace !== null && scope.namespaces.has(namespace))) &&
    (scope.systems?.has(system) ?? true)
  );
}
