import type { FoundIssue, GitHub, Written } from "../github/index.ts";
import { type FirstSeen, firstSeen, recallSince, renderDriftIssue } from "../report/index.ts";
import type { CheckReport } from "../vocabulary/index.ts";

export interface IssuePlace {
  readonly github: GitHub;
  /** Tells the issues of several reports apart. */
  readonly marker: string;
  readonly now: Date;
}

/**
 * Says a report in one issue: open while something is drifted or unknown, closed when all is in sync, and not made for
 * that. The issue's own body remembers since when each finding is there. While nothing changes, nothing is written.
 * @throws GitHubError when GitHub cannot be read. A write that fails is in the result.
 */
export async function publishDriftIssue(report: CheckReport, { github, marker, now }: IssuePlace): Promise<Written> {
  const found = await github.findIssue(marker);
  const since = sinceOf(report, found, now);
  const open = report.verdict !== "in-sync";
  const issue = { marker, ...renderDriftIssue(report, { since, now }), labels: [], open };
  return await github.ensureIssue({ ...issue, subject: subjectOf(report) });
}

/** What the issue is about: which findings, whatever their age. */
function subjectOf({ environments }: CheckReport): string {
  return environments
    .flatMap(({ findings }) => findings.map(({ id }) => id))
    .toSorted()
    .join(" ");
}

/** What could not be looked at may still be there, so that an unknown report forgets nothing. */
function sinceOf(report: CheckReport, found: FoundIssue | null, now: Date): FirstSeen {
  const remembered = recallSince(found?.body ?? "", now);
  const seen = firstSeen(report, remembered, now);
  return report.verdict === "unknown" ? new Map([...remembered, ...seen]) : seen;
}
