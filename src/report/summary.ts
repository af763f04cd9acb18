import {
  type CheckReport,
  type EnvironmentReport,
  type Finding,
  type IgnoredFinding,
  type Resource,
  resourceKey,
  ruleOf,
  SEVERITIES,
  type Stats,
  serviceTitle,
  type Verdict,
} from "../vocabulary/index.ts";

/** The findings of one resource, in the order of the report. */
export interface ResourceGroup {
  readonly resource: Resource;
  readonly application: string | null;
  readonly system: string;
  readonly findings: readonly Finding[];
}

/** Findings grouped by application and resource. What could not be read stands first: it decides the verdict. */
export function groupByResource(findings: readonly Finding[]): ResourceGroup[] {
  const groups = new Map<string, Finding[]>();
  const unreadableFirst = [...findings].sort((a, b) => Number(isUnreadable(b)) - Number(isUnreadable(a)));
  for (const finding of unreadableFirst) {
    const key = JSON.stringify([finding.application, resourceKey(finding.resource)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { resource, application, system } = first;
    return [{ resource, application, system, findings: group }];
  });
}

/** What a finding is, in a word: the rule that found it says more than its kind. */
export function wordOf({ kind, reason }: Finding): string {
  return reason !== null && ruleOf(reason) !== undefined ? reason : kind;
}

/** A verdict as a sentence says it. */
export function verdictWords(verdict: Verdict): string {
  return verdict === "in-sync" ? "in sync" : verdict;
}

/** What there is besides the verdict: `2 unreadable, 5 high, 1 low`. Empty when there is nothing. */
export function countsOf(findings: readonly Finding[]): string {
  const unreadable = findings.filter(isUnreadable).length;
  const parts = unreadable === 0 ? [] : [`${unreadable} unreadable`];
  for (const severity of SEVERITIES) {
    const count = findings.filter((finding) => !isUnreadable(finding) && finding.severity === severity).length;
    if (count > 0) parts.push(`${count} ${severity}`);
  }
  return parts.join(", ");
}

/** Who hides how many findings: `2 by rule, 1 by baseline`. */
export function ignoredWords(ignored: readonly IgnoredFinding[]): string {
  const words = { rule: "by rule", baseline: "by baseline", "argo-cd": "by Argo CD", comment: "by comment" } as const;
  const counts = Object.entries(words).map(([by, word]) => {
    const count = ignored.filter((entry) => entry.by === by).length;
    return count === 0 ? "" : `${count} ${word}`;
  });
  return counts.filter((text) => text !== "").join(", ");
}

/** How a resource is headed: `Kafka alert-broker`. */
export function titleOf(resource: Resource): string {
  if (resource.type === "values") return resource.file ?? resource.application;
  if (resource.type !== "kubernetes") return capitalised(serviceTitle(resource));
  if (resource.kind === "*") return "The whole cluster";
  if (resource.name === "*") return `Every ${resource.kind}`;
  return resource.name === "" ? resource.kind : `${resource.kind} ${resource.name}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where a group belongs: application, system and namespace. */
export function placeOf({ resource, application, system }: ResourceGroup): string {
  const namespace =
    resource.type === "kubernetes" && resource.namespace !== null ? `namespace ${resource.namespace}` : null;
  const parts = [application, system, namespace].filter((part) => part !== null && part !== titleOf(resource));
  return [...new Set(parts)].join(", ");
}

/** What the check was made with and what it cost. */
export function statsWords(environment: EnvironmentReport, { revision }: CheckReport): string {
  const helm = new Set(environment.applications.flatMap((application) => application.helm ?? []));
  const tools = [...[...helm].map((version) => `Helm ${version}`), `${environment.engine} engine`];
  const commit = revision === null ? [] : [`revision ${shortCommit(revision)}`];
  return [...tools, costWords(environment.stats), ...commit].join(", ");
}

/** A commit as git abbreviates it; `+dirty` stays. */
export function shortCommit(commit: string): string {
  return commit.replace(/^([0-9a-f]{7})[0-9a-f]{33}/, "$1");
}

/** What the check cost. */
export function costWords({ objects, requests, seconds }: Stats): string {
  const count = (number: number, word: string): string =>
    `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
  return `${count(objects, "object")}, ${count(requests, "request")}, ${seconds.toFixed(2)} seconds`;
}

function isUnreadable({ kind }: Finding): boolean {
  return kind === "unreadable";
}

/** Consequences that a report for people spells out; JSON has all of them. */
const MOST_CONSEQUENCES = 5;

/** What follows from a finding, one sentence each. */
export function consequenceWords({ consequences }: Finding): readonly string[] {
  const left = consequences.length - MOST_CONSEQUENCES;
  if (left <= 1) return consequences;
  return [...consequences.slice(0, MOST_CONSEQUENCES), `${left} more like these.`];
}
