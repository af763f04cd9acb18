import { isDrift } from "../findings/index.ts";
import type { CheckReport, EnvironmentReport, Finding, Verdict } from "../vocabulary/index.ts";
import { printable } from "./printable.ts";
import { titleOf, verdictWords } from "./summary.ts";

/** How a test case ends: what drifts the verdict fails, what makes it unknown is an error, all else is skipped. */
type Outcome = "passed" | "failure" | "error" | "skipped";

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** What the finding is, `changed`; empty for a passed case. */
  readonly type: string;
  readonly message: string;
}

/**
 * The report as JUnit XML, as CI servers take it: a suite for each environment, a case for each finding, and one for
 * each application whose findings alone do not tell its verdict. What rules hide is skipped, with the reason.
 */
export function renderJUnit(report: CheckReport): string {
  const suites = report.environments.map((environment) => ({ environment, cases: casesOf(environment) }));
  const all = suites.flatMap(({ cases }) => cases);
  const time = Math.max(0, ...report.environments.map(({ stats }) => stats.seconds));
  const body = suites.map(({ environment, cases }) => suiteOf(environment, cases)).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="holdfast check"${countsOf(all, time)}>\n${body}</testsuites>\n`;
}

function suiteOf({ name, stats }: EnvironmentReport, cases: readonly Case[]): string {
  const head = `  <testsuite name="${xml(name)}"${countsOf(cases, stats.seconds)}>\n`;
  return `${head}${cases.map(caseText).join("")}  </testsuite>\n`;
}

function casesOf({ name, applications, findings, ignored }: EnvironmentReport): Case[] {
  const found = findings.map((finding) => caseOf(name, finding, outcomeOf(finding)));
  const told = new Set(found.map(({ classname, outcome }) => `${classname} ${outcome}`));
  const verdicts = applications
    .map((application) => verdictCase(`${name}.${application.name}`, application.verdict))
    .filter(({ classname, outcome }) => !told.has(`${classname} ${outcome}`));
  const hidden = ignored.map(({ finding, why }) => ({ ...caseOf(name, finding, "skipped"), message: why }));
  return [...verdicts, ...found, ...hidden];
}

const OUTCOMES = { "in-sync": "passed", drifted: "failure", unknown: "error" } as const;

/** An application may be unknown by a finding about the whole cluster, or drifted by one that is not listed. */
function verdictCase(classname: string, verdict: Verdict): Case {
  const name = verdictWords(verdict);
  return { classname, name, outcome: OUTCOMES[verdict], type: verdict, message: `The application is ${name}.` };
}

function caseOf(environment: string, finding: Finding, outcome: Outcome): Case {
  const { application, resource, keyedPath, kind, message } = finding;
  const name = [titleOf(resource), keyedPath].filter((part) => part !== null).join(" ");
  return { classname: `${environment}.${application ?? "cluster"}`, name, outcome, type: kind, message };
}

function outcomeOf(finding: Finding): Outcome {
  if (finding.kind === "unreadable") return "error";
  return isDrift(finding) ? "failure" : "skipped";
}

function caseText({ classname, name, outcome, type, message }: Case): string {
  const head = `    <testcase classname="${xml(classname)}" name="${xml(name)}"`;
  if (outcome === "passed") return `${head}/>\n`;
  const kind = outcome === "skipped" ? "" : ` type="${xml(type)}"`;
  return `${head}>\n      <${outcome}${kind} message="${xml(message)}"/>\n    </testcase>\n`;
}

function countsOf(cases: readonly Case[], seconds: number): string {
  const count = (wanted: Outcome): number => cases.filter(({ outcome }) => outcome === wanted).length;
  const [failures, errors, skipped] = [count("failure"), count("error"), count("skipped")];
  return ` tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text as an attribute holds it; what XML has no character for is spelled out. */
function xml(text: string): string {
  return printable(text.toWellFormed())
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "")
    .replaceAll(/[\u{FFFE}\u{FFFF}]/gu, "");
}
