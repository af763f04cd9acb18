import type { FoundIssue, GitHub, MarkedIssue, Written } from "../github/index.ts";
import type { CheckReport, EnvironmentReport, Finding, Verdict } from "../vocabulary/index.ts";

/** A GitHub that holds issues in memory, and fails on anything else. */
export class Issues implements GitHub {
  readonly repository = "owner/name";
  readonly held: MarkedIssue[] = [];
  readonly outcomes: string[] = [];

  findIssue(marker: string): Promise<FoundIssue | null> {
    const at = this.held.findIndex((issue) => issue.marker === marker);
    const issue = this.held[at];
    if (issue === undefined) return Promise.resolve(null);
    return Promise.resolve({
      number: at + 1,
      open: issue.open,
      body: issue.body,
      url: `https://example.org/${at + 1}`,
    });
  }

  ensureIssue(issue: MarkedIssue): Promise<Written> {
    const at = this.held.findIndex(({ marker }) => marker === issue.marker);
    const before = this.held[at];
    const same = before === undefined ? !issue.open : sameIssue(before, issue);
    const outcome = same ? "unchanged" : before === undefined ? "created" : "configured";
    if (!same) this.held.splice(at < 0 ? this.held.length : at, 1, issue);
    this.outcomes.push(outcome);
    return Promise.resolve({ what: "issue", outcome, url: null, id: null, why: null });
  }

  pullRequest = refuse;
  ensureComment = refuse;
  ensureReviewComments = refuse;
  ensureCheckRun = refuse;
}

function sameIssue(before: MarkedIssue, after: MarkedIssue): boolean {
  if (!before.open && !after.open) return true;
  return before.open === after.open && before.title === after.title && before.body === after.body;
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("a report writes issues only"));
}

/** A report of environments with these findings. One without any is in sync. */
export function reportOf(environments: Readonly<Record<string, readonly Finding[]>>): CheckReport {
  const all = Object.entries(environments).map(([name, findings]) => environmentOf(name, findings));
  const verdict = (["unknown", "drifted"] as const).find((worst) => all.some((one) => one.verdict === worst));
  return { schemaVersion: 1, verdict: verdict ?? "in-sync", revision: null, recordedAt: null, environments: all };
}

function environmentOf(name: string, findings: readonly Finding[]): EnvironmentReport {
  const unreadable = findings
    .filter(({ kind }) => kind === "unreadable")
    .map(({ id, message }) => ({ id, what: "the cluster", why: message }));
  const verdict: Verdict = unreadable.length > 0 ? "unknown" : findings.length > 0 ? "drifted" : "in-sync";
  const stats = { objects: 40, requests: 14, renders: 2, seconds: Math.random() };
  const nothing = { applications: [], ignored: [], notLookedAt: [], notes: [] };
  return { name, verdict, engine: "local", findings, unreadable, stats, ...nothing };
}
