import { type CheckReport, type EnvironmentReport, type Finding, VERDICTS, type Verdict } from "../vocabulary/index.ts";
import { type FirstSeen, rememberSince } from "./issue-memory.ts";
import { ageWords, type DriftPage, driftTable } from "./issue-table.ts";
import { COMMENT_BUDGET } from "./markdown.ts";
import { type Chapter, fitDraft, fitNames } from "./markdown-budget.ts";
import { codeName, listedNames, prose } from "./markdown-prose.ts";
import { resourceSection } from "./markdown-section.ts";
import { printable } from "./printable.ts";
import {
  consequenceWords,
  countsOf,
  groupByResource,
  ignoredWords,
  shortCommit,
  titleOf,
  verdictWords,
} from "./summary.ts";
import { utc } from "./time.ts";
import { clip, counted, listed } from "./words.ts";

export interface DriftIssueOptions {
  /** When each finding was seen first; one that is not in it is new. */
  readonly since: FirstSeen;
  /** The time that ages are counted back from. */
  readonly now: Date;
  /** Bytes that the body may have, 20,000 at least; what GitHub takes when left out. */
  readonly budget?: number;
}

export interface DriftIssue {
  readonly title: string;
  /** Markdown; it remembers the times of `since`. */
  readonly body: string;
}

const MOST_NAMES = 30;
const MOST_SENTENCES = 20;
const LONGEST_TITLE = 200;

/**
 * A scheduled report as one issue: the verdict, what could not be read, and for each environment a table of what is
 * drifted, since when, who did it and what mends it. It says nothing that differs from run to run while nothing changes.
 */
export function renderDriftIssue(report: CheckReport, options: DriftIssueOptions): DriftIssue {
  const { budget = COMMENT_BUDGET } = options;
  const head = `**${verdictLine(report, options)}**\n${namesLine(report, budget * 0.05)}`;
  const foot = `${footLine(report)}\n${rememberSince(options.since)}\n`;
  const told = report.environments.filter(hasNews);
  const page = { ...options, room: (budget * 0.4) / Math.max(1, told.length) };
  const chapters = told.map((environment) => chapterOf(environment, page));
  return { title: titleWords(report), body: fitDraft({ head, chapters, foot }, { budget, notice }) };
}

/** Every environment by name: the chapters of some may not fit. */
function namesLine({ environments }: CheckReport, budget: number): string {
  if (environments.length === 1) return "";
  const titles = { unknown: "Unknown", drifted: "Drifted", "in-sync": "In sync" } as const;
  const parts = VERDICTS.toReversed().flatMap((verdict) => {
    const names = environments.filter((environment) => environment.verdict === verdict).map(({ name }) => name);
    return names.length === 0 ? [] : [`${titles[verdict]}: ${fitNames(names, budget)}.`];
  });
  return `\n${parts.join(" ")}\n`;
}

function titleWords({ environments }: CheckReport): string {
  const off = environments.filter(({ verdict }) => verdict !== "in-sync").map(({ name }) => name);
  const title = off.length === 0 ? "Drift: none" : `Drift: ${listed(off, 5)}`;
  return clip(printable(title), LONGEST_TITLE).toWellFormed();
}

function verdictLine(report: CheckReport, { since, now }: DriftIssueOptions): string {
  const findings = report.environments.flatMap((environment) => environment.findings);
  const [oldest] = findings.flatMap(({ id }) => since.get(id) ?? []).toSorted();
  const age = oldest === undefined ? "" : `; the oldest is there for ${prose(ageWords(oldest, now))}`;
  const counts = countsOf(findings);
  return `${statusWords(report)}${counts === "" ? "" : `: ${counts}`}${age}`;
}

function statusWords({ environments }: CheckReport): string {
  const [only] = environments;
  if (only !== undefined && environments.length === 1) return `${codeName(only.name)} is ${verdictWords(only.verdict)}`;
  const count = (verdict: Verdict) => environments.filter((one) => one.verdict === verdict).length;
  const [drifted, unknown] = [count("drifted"), count("unknown")];
  if (drifted + unknown === 0) return `${counted(environments.length, "environment")} are in sync`;
  const parts = [...(drifted === 0 ? [] : [`${drifted} drifted`]), ...(unknown === 0 ? [] : [`${unknown} unknown`])];
  return `${drifted + unknown} of ${counted(environments.length, "environment")} not in sync (${parts.join(", ")})`;
}

/** Findings that do not make drift are told too. */
function hasNews({ findings, verdict }: EnvironmentReport): boolean {
  return verdict !== "in-sync" || findings.length > 0;
}

function chapterOf(environment: EnvironmentReport, page: DriftPage): Chapter {
  const { name, verdict, findings, notes } = environment;
  const parts = [
    `### ${prose(name)} is ${verdictWords(verdict)}`,
    shortened(unreadableLines(environment)),
    driftTable(environment, page),
    shortened(findings.flatMap(followLines)),
    shortened(notes.map((note) => `- ${prose(note)}`)),
    excludedWords(environment),
  ];
  const sections = groupByResource(findings).map((group) => resourceSection(group, name));
  return { opening: `${parts.filter((part) => part !== "").join("\n\n")}\n`, sections };
}

function unreadableLines({ unreadable }: EnvironmentReport): readonly string[] {
  return unreadable.map(({ what, why }) => `- **could not be read**: ${prose(what)}: ${prose(why)}`);
}

function followLines(finding: Finding): readonly string[] {
  const subject = codeName(titleOf(finding.resource));
  return consequenceWords(finding).map((sentence) => `- so, of ${subject}: ${prose(sentence)}`);
}

function excludedWords({ ignored, notLookedAt }: EnvironmentReport): string {
  const parts = [
    ...(ignored.length === 0 ? [] : [`Ignored: ${ignoredWords(ignored)}.`]),
    ...(notLookedAt.length === 0
      ? []
      : [
          `Not looked at: ${listedNames(
            notLookedAt.map(({ what }) => what),
            MOST_NAMES,
          )}.`,
        ]),
  ];
  return parts.join(" ");
}

function shortened(lines: readonly string[]): string {
  const left = lines.length - MOST_SENTENCES;
  return (left <= 1 ? lines : [...lines.slice(0, MOST_SENTENCES), `- and ${left} more`]).join("\n");
}

function footLine({ revision, recordedAt, environments }: CheckReport): string {
  const helm = [
    ...new Set(environments.flatMap((one) => one.applications.flatMap((application) => application.helm ?? []))),
  ];
  const parts = [
    ...(revision === null ? [] : [`revision ${codeName(shortCommit(revision))}`]),
    ...helm.map((version) => `Helm ${codeName(version)}`),
    ...(recordedAt === null ? [] : [`compared with a recording of ${codeName(utc(recordedAt))}`]),
    "`holdfast check` has the same at the terminal",
  ];
  return `<sub>${parts.join(", ")}</sub>\n`;
}

function notice(cut: number): string {
  return `${counted(cut, "section")} ${cut === 1 ? "does" : "do"} not fit here. \`holdfast check\` shows everything.\n`;
}
