import {
  applyIgnoreRules,
  type Day,
  distinct,
  severeEnough,
  sortFindings,
  toFinding,
  unreadableFinding,
  unreadableOf,
  withinScope,
} from "../findings/index.ts";
import { systemOf } from "../systems/index.ts";
import type { Finding, LintedApplication, LintedEnvironment } from "../vocabulary/index.ts";
import { ignoreByComment } from "./comments.ts";
import type { Located } from "./locate.ts";
import type { ReadEnvironment } from "./read.ts";
import type { LintRequest } from "./request.ts";

/** What lint knows about an environment before it is put into words. */
export interface EnvironmentEvidence {
  readonly read: ReadEnvironment;
  readonly located: readonly Located[];
  readonly notes: readonly string[];
  readonly seconds: number;
}

/** An environment's part of the report: findings, and what comments, rules and the baseline hide. */
export function reportEnvironment(
  { read, located, notes, seconds }: EnvironmentEvidence,
  request: LintRequest,
  today: string,
): LintedEnvironment {
  const { environment, applications, failures } = read;
  const probes = applications.reduce((sum, { trace }) => sum + trace.cost.renders, 0);
  const day: Day = { environment: environment.name, today };
  const commented = ignoreByComment(
    located.map((one) => ({ place: one.place, finding: findingOf(one, environment.name) })),
    { applications, today },
  );
  const unread = failures.map(({ failure, application, resource }) =>
    unreadableFinding(failure, {
      environment: environment.name,
      application,
      resource,
      system: systemOf(resource, null, application),
    }),
  );
  const all = withinScope(distinct([...commented.findings, ...unread]), request.scope);
  const { findings, ignored } = applyIgnoreRules(all, {
    ...day,
    rules: request.config.ignore,
    baseline: request.baseline,
  });
  return {
    name: environment.name,
    applications: applicationsOf(read),
    findings: severeEnough(sortFindings(findings), request.scope),
    ignored: [...withinScopeOf(commented.ignored, request), ...ignored],
    unreadable: findings.filter(({ kind }) => kind === "unreadable").map(unreadableOf),
    notes,
    stats: {
      leaves: applications.reduce((sum, { values }) => sum + values.leaves.length, 0),
      objects: read.intent.declared.length,
      renders: read.declaration.applications.length + probes,
      probes,
      seconds,
    },
  };
}

/** What was found, as a finding with its values line. */
export function findingOf(
  { collected, provenance }: Pick<Located, "collected" | "provenance">,
  environment: string,
): Finding {
  const { difference, application, system } = collected;
  // There is no live side, and what git should say is in the sentence.
  const { desired: _desired, live: _live, ...told } = difference;
  return toFinding(told, {
    environment,
    application,
    system: system ?? systemOf(difference.resource, null, application),
    provenance,
  });
}

function withinScopeOf(ignored: LintedEnvironment["ignored"], { scope }: LintRequest): LintedEnvironment["ignored"] {
  return ignored.filter(({ finding }) => withinScope([finding], scope).length > 0);
}

function applicationsOf({ declaration, applications }: ReadEnvironment): readonly LintedApplication[] {
  const leaves = new Map(applications.map(({ application, values }) => [application.name, values.leaves.length]));
  const rendered = declaration.applications.map(({ application: { name, namespace }, revision, rendering }) => {
    return { name, namespace, revision, helm: rendering.helm, leaves: leaves.get(name) ?? null };
  });
  const unrendered = declaration.unrendered.map((application) => ({ ...application, helm: null, leaves: null }));
  return [...rendered, ...unrendered].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
