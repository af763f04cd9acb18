import { type CheckReport, type EnvironmentReport, SEVERITIES } from "../vocabulary/index.ts";
import { resourceSection } from "./markdown-section.ts";
import { inlineCode } from "./markdown-text.ts";
import { countsOf, groupByResource, ignoredWords, statsWords, verdictWords } from "./summary.ts";
import { utc } from "./time.ts";

export interface MarkdownOptions {
  /** Characters that the result may have; GitHub takes 65,536 in a comment. */
  readonly budget: number;
}

/** What GitHub takes in a comment, less some room for a marker. */
export const COMMENT_BUDGET = 65_000;

/** Room for the sentence that says what was cut. */
const NOTE = 120;

/** The report as Markdown: the verdict first, a table of environments, and one collapsed diff for each resource. */
export function renderMarkdown(report: CheckReport, { budget }: MarkdownOptions): string {
  const sections = report.environments.flatMap(sectionsOf);
  let text = `**${verdictSentence(report)}**\n`;
  const table = tableOf(report);
  if (text.length + table.length + NOTE <= budget) text += `\n${table}`;
  let cut = 0;
  for (const section of [...sections, ...report.environments.map((environment) => footOf(environment, report))]) {
    if (cut > 0 || text.length + section.length + NOTE > budget) cut += 1;
    else text += `\n${section}`;
  }
  return cut === 0 ? text : `${text}\n${cut} more sections do not fit here. \`--output json\` has all of them.\n`;
}

function verdictSentence({ verdict, environments }: CheckReport): string {
  const [only] = environments;
  const counts = countsOf(environments.flatMap(({ findings }) => findings));
  const subject =
    environments.length === 1 && only !== undefined ? inlineCode(only.name) : `${environments.length} environments`;
  const verb = environments.length === 1 ? "is" : "are";
  return `${subject} ${verb} ${verdictWords(verdict)}${counts === "" ? "" : `: ${counts}`}`;
}

function tableOf({ environments }: CheckReport): string {
  const head = ["environment", "verdict", "unreadable", ...SEVERITIES, "ignored"];
  const rows = environments.map((environment) => rowOf(environment).join(" | "));
  return [head.join(" | "), head.map(() => "---").join(" | "), ...rows].map((row) => `| ${row} |\n`).join("");
}

function rowOf({ name, verdict, findings, unreadable, ignored }: EnvironmentReport): string[] {
  const readable = findings.filter(({ kind }) => kind !== "unreadable");
  const counts = SEVERITIES.map((severity) => readable.filter((finding) => finding.severity === severity).length);
  return [inlineCode(name), verdictWords(verdict), ...[unreadable.length, ...counts, ignored.length].map(String)];
}

function sectionsOf(environment: EnvironmentReport): string[] {
  const groups = groupByResource(environment.findings);
  return groups.map((group, index) => {
    const heading = index === 0 ? `### ${inlineCode(environment.name)}\n\n\`-\` is git, \`+\` is live.\n\n` : "";
    return heading + resourceSection(group, environment.name);
  });
}

/** What closes an environment: what is hidden, what nobody looked at, and what the check was made with. */
function footOf(environment: EnvironmentReport, report: CheckReport): string {
  const { name, ignored, notLookedAt } = environment;
  const notes = [`${inlineCode(name)}: ${inlineCode(statsWords(environment, report))}`];
  notes.push(...environment.notes.map(inlineCode));
  if (report.recordedAt !== null) notes.push(`compared with a recording of ${utc(report.recordedAt)}`);
  if (ignored.length > 0) notes.push(`ignored: ${ignoredWords(ignored)}`);
  if (notLookedAt.length > 0) {
    notes.push(`not looked at: ${notLookedAt.map(({ what, why }) => inlineCode(`${what} (${why})`)).join(", ")}`);
  }
  return `<sub>${notes.join("; ")}</sub>\n`;
}
