import {
  activeExclusions,
  applyIgnoreRules,
  type Day,
  distinct,
  expiredRules,
  type Found,
  foldConsequences,
  notLookedAt,
  severeEnough,
  sortFindings,
  toFinding,
  unreadableFinding,
  unreadableOf,
  verdictOf,
  withinScope,
} from "../findings/index.ts";
import { systemOf } from "../systems/index.ts";
import type { ApplicationReport, EnvironmentReport, Finding, IgnoredFinding, Verdict } from "../vocabulary/index.ts";
import type { ScopedDifference, ScopedFailure } from "./desired.ts";
import type { LiveEvidence } from "./evidence.ts";
import type { Parts } from "./parts.ts";
import type { Origin } from "./provenance/index.ts";
import type { CheckRequest } from "./request.ts";
import { scopeNotes } from "./scope-notes.ts";

/** Everything that the steps before found out about an environment. */
export interface Evidence {
  readonly parts: Parts;
  readonly live: LiveEvidence;
}

/** An environment's report without what it cost, and the differences behind its findings. */
export interface Conclusion {
  readonly report: Omit<EnvironmentReport, "stats">;
  /** Of the findings that the report lists. */
  readonly origins: readonly Origin[];
}

/** Turns evidence into the environment's report: findings, what is ignored, and the verdict. */
export function conclude({ parts, live }: Evidence, request: CheckRequest): Conclusion {
  const { name } = parts.environment;
  const { config, scope, strict, baseline } = request;
  const day: Day = { environment: name, today: parts.today };
  const failures = [
    ...parts.declaration.failures,
    ...parts.bases.failures,
    ...parts.cluster.failures,
    ...live.failures,
  ];
  const found = live.differences.map((scoped) => ({ scoped, ...foundOf(scoped, name) }));
  const all = distinct([
    ...foldConsequences(found),
    ...failures.map((failed) => failureOf(failed, name)),
    ...expiredRules(config.exclude, day),
  ]);
  const parted = applyIgnoreRules(withinScope(all, scope), { ...day, rules: config.ignore, baseline });
  const counted = sortFindings(parted.findings);
  const listed = severeEnough(counted, scope);
  const listedIds = new Set(listed.map(({ id }) => id));
  const report = {
    name,
    verdict: verdictOf(counted, { strict }),
    engine: request.engine,
    applications: applicationsOf(parts, counted, strict),
    findings: listed,
    ignored: [...parted.ignored, ...ignoredByArgo(live, name, scope)],
    unreadable: counted.filter(({ kind }) => kind === "unreadable").map(unreadableOf),
    notLookedAt: notLookedAt(activeExclusions(config.exclude, day)),
    notes: [...scopeNotes(scope, parts.intent), ...notesOf(live, counted, listed)],
  };
  return { report, origins: found.filter(({ finding }) => listedIds.has(finding.id)) };
}

function foundOf(scoped: ScopedDifference, environment: string): Found {
  return { finding: findingOf(scoped, environment), difference: scoped.difference };
}

function findingOf({ difference, application, object, system }: ScopedDifference, environment: string): Finding {
  return toFinding(difference, {
    environment,
    application,
    system: system ?? systemOf(difference.resource, object, application),
  });
}

function failureOf({ failure, application, resource, system }: ScopedFailure, environment: string): Finding {
  return unreadableFinding(failure, {
    environment,
    application,
    resource,
    system: system ?? systemOf(resource, null, application),
  });
}

function ignoredByArgo({ ignored }: LiveEvidence, environment: string, scope: CheckRequest["scope"]): IgnoredFinding[] {
  const findings = distinct(ignored.map((scoped) => findingOf(scoped, environment)));
  const why = "ignoreDifferences of its Argo CD Application";
  return withinScope(findings, scope).map((finding) => ({ finding, by: "argo-cd", why, expires: null }));
}

/** Says what `--severity` leaves out, so that a verdict does not stand there without its reason. */
function notesOf({ notes }: LiveEvidence, counted: readonly Finding[], listed: readonly Finding[]): readonly string[] {
  const left = counted.length - listed.length;
  return left === 0 ? notes : [...notes, `${left} findings of lower severity are not listed`];
}

function applicationsOf(
  { declaration, intent }: Parts,
  findings: readonly Finding[],
  strict: boolean,
): ApplicationReport[] {
  const whole = findings.filter(({ application, kind }) => application === null && kind === "unreadable");
  const own = Map.groupBy(findings, ({ application }) => application);
  const counts = Map.groupBy(intent.desired, ({ application }) => application.name);
  const verdict = (name: string): Verdict => verdictOf([...whole, ...(own.get(name) ?? [])], { strict });
  const rendered = declaration.applications.map(({ application: { name, namespace }, revision, rendering }) => {
    const resources = counts.get(name)?.length ?? 0;
    return { name, namespace, revision, helm: rendering.helm, verdict: verdict(name), resources };
  });
  const unrendered = declaration.unrendered.map(({ name, namespace, revision }) => {
    return { name, namespace, revision, helm: null, verdict: verdict(name), resources: 0 };
  });
  return [...rendered, ...unrendered].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
