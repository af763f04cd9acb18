import type { Annotation, CheckRun } from "../github/port.ts";
import type { Finding, ReviewedEnvironment, ReviewedLine, ReviewReport, Severity } from "../vocabulary/index.ts";
import { printable } from "./printable.ts";
import { renderReviewMarkdown } from "./review-markdown.ts";
import { newFindings, toldOf } from "./review-told.ts";
import { riskWords } from "./review-verdict.ts";
import { wordOf } from "./summary.ts";
import { clip } from "./words.ts";

/** GitHub takes 65,535 characters in a summary. */
const SUMMARY = 65_000;
const LONGEST_TITLE = 200;
const LONGEST_MESSAGE = 1000;
const MOST_ANNOTATIONS = 200;

const LEVELS: Readonly<Record<Severity, Annotation["level"]>> = {
  high: "failure",
  medium: "warning",
  low: "notice",
  info: "notice",
};

/**
 * One check run for each environment, those in which nothing changes too: a check that a branch demands must report.
 *
 * A new finding of high severity fails it, since a rule can be ignored with a reason where it is wrong. An effect fails
 * nothing: what is wanted could never turn green. What the head cannot render fails it too, since GitHub takes a neutral
 * check for a passed one; neutral is what only the base or the cluster could have told.
 */
export function checkRunsOf(report: ReviewReport): readonly CheckRun[] {
  const changed = report.environments.map((environment) => runOf(environment, report));
  return [...changed, ...report.unchanged.map((name) => calmRun(name, report))];
}

function runOf(environment: ReviewedEnvironment, report: ReviewReport): CheckRun {
  const { name, unreadable } = environment;
  const narrowed = narrowedTo(environment, report);
  return {
    ...named(name),
    conclusion: conclusionOf(environment),
    title: [riskWords(toldOf([environment])), ...(unreadable.length > 0 ? ["not all could be read"] : [])].join("; "),
    summary: renderReviewMarkdown(narrowed, { budget: SUMMARY, summaryUrl: null }),
    text: null,
    annotations: annotationsOf(environment, narrowed.lines),
  };
}

function calmRun(name: string, report: ReviewReport): CheckRun {
  const summary = renderReviewMarkdown(
    { ...report, environments: [], unchanged: [name], lines: [] },
    { budget: SUMMARY, summaryUrl: null },
  );
  return { ...named(name), conclusion: "success", title: "Nothing changes", summary, text: null, annotations: [] };
}

function named(environment: string): Pick<CheckRun, "name" | "key"> {
  return { name: clip(printable(`holdfast review / ${environment}`), LONGEST_TITLE), key: `review/${environment}` };
}

function conclusionOf(environment: ReviewedEnvironment): CheckRun["conclusion"] {
  if (!environment.rendered || newFindings(environment).some(({ severity }) => severity === "high")) return "failure";
  return environment.unreadable.length > 0 ? "neutral" : "success";
}

/** The report as if there were no other environment. */
function narrowedTo(environment: ReviewedEnvironment, report: ReviewReport): ReviewReport {
  const { name } = environment;
  const lines = report.lines
    .filter(({ reach }) => reach.environments.includes(name))
    .map((line) => ({
      ...line,
      consequences: line.consequences
        .filter(({ environments }) => environments.includes(name))
        .map((consequence) => ({ ...consequence, environments: [name] })),
    }));
  return { ...report, environments: [environment], unchanged: [], lines };
}

/** Lines of the head only: a check run belongs to a commit. */
function annotationsOf(environment: ReviewedEnvironment, lines: readonly ReviewedLine[]): readonly Annotation[] {
  const all = [
    ...newFindings(environment).flatMap(ofFinding),
    ...lines.filter(({ side }) => side === "head").flatMap(ofLine),
  ];
  const distinct = new Map(all.map((one) => [JSON.stringify([one.file, one.line, one.message]), one]));
  const order: readonly Annotation["level"][] = ["failure", "warning", "notice"];
  const sorted = [...distinct.values()].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return sorted.slice(0, MOST_ANNOTATIONS);
}

function ofFinding(finding: Finding): Annotation[] {
  const { provenance, severity, message } = finding;
  if (provenance === null) return [];
  const { file, line } = provenance;
  return [{ file, line, level: LEVELS[severity], title: wordOf(finding), message: shortened(message) }];
}

function ofLine({ file, line, consequences }: ReviewedLine): Annotation[] {
  const weighty = consequences.filter(({ severity }) => severity !== "info");
  return weighty.map(({ severity, name, message }) => {
    return { file, line, level: LEVELS[severity], title: name, message: shortened(message) };
  });
}

function shortened(message: string): string {
  return clip(printable(message), LONGEST_MESSAGE).toWellFormed();
}
