import pc from "picocolors";
import type { CheckReport, EnvironmentReport } from "../vocabulary/index.ts";
import { type Page, paintVerdict } from "./page.ts";
import { printable, withoutCommands } from "./printable.ts";
import { costWords, countsOf, groupByResource, ignoredWords, statsWords, verdictWords } from "./summary.ts";
import { groupLines } from "./text-finding.ts";
import { ago } from "./time.ts";
import { wrap } from "./wrap.ts";

export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The time that ages are counted back from. */
  readonly now: Date;
}

const INDENT = "  ";

/** The report for a terminal. An environment where all is well takes one line. */
export function renderText(report: CheckReport, { colour, width, now }: TextOptions): string {
  const colours = pc.createColors(colour);
  let text = "";
  let calm = true;
  for (const environment of report.environments) {
    const lines = environmentLines(environment, report, { colours, width, now, environment: environment.name });
    const isCalm = lines.length === 1;
    if (text !== "" && !(calm && isCalm)) text += "\n";
    text += `${lines.join("\n")}\n`;
    calm = isCalm;
  }
  return withoutCommands(text);
}

function environmentLines(environment: EnvironmentReport, report: CheckReport, page: Page): string[] {
  const { dim } = page.colours;
  const notes = closingNotes(environment, report, page.now);
  const stats = statsWords(environment, report);
  if (environment.findings.length === 0 && notes.length === 0) return [calmLine(environment, stats, page)];
  const groups = groupByResource(environment.findings).flatMap((group) => ["", ...groupLines(group, page)]);
  const closing = [...notes, stats].flatMap((note) => wrap(printable(note), page.width - INDENT.length));
  return [
    ...verdictLines(environment, page),
    ...groups,
    ...(groups.length > 0 ? [""] : []),
    ...closing.map((line) => INDENT + dim(line)),
  ];
}

/** On a narrow page the calm line says less rather than wrap. */
function calmLine(environment: EnvironmentReport, stats: string, page: Page): string {
  const head = verdictLine(environment, page);
  const room = page.width - plainVerdict(environment).length - INDENT.length;
  const fitting = [stats, costWords(environment.stats)].find((text) => text.length <= room);
  return fitting === undefined ? head : `${head}${INDENT}${page.colours.dim(fitting)}`;
}

function verdictLines(environment: EnvironmentReport, page: Page): string[] {
  const counts = countsOf(environment.findings);
  const head = verdictLine(environment, page);
  if (counts === "") return [head];
  if (plainVerdict(environment).length + 2 + counts.length <= page.width) return [`${head}: ${counts}`];
  return [`${head}:`, ...wrap(counts, page.width - INDENT.length).map((line) => INDENT + line)];
}

function verdictLine({ name, verdict }: EnvironmentReport, { colours }: Page): string {
  return `${colours.bold(name)} is ${paintVerdict(verdict, colours)(verdictWords(verdict))}`;
}

function plainVerdict({ name, verdict }: EnvironmentReport): string {
  return `${name} is ${verdictWords(verdict)}`;
}

function closingNotes(environment: EnvironmentReport, report: CheckReport, now: Date): string[] {
  const notes: string[] = [...environment.notes];
  if (environment.ignored.length > 0) notes.push(`Ignored: ${ignoredWords(environment.ignored)}`);
  if (environment.notLookedAt.length > 0) {
    notes.push(`Not looked at: ${environment.notLookedAt.map(({ what, why }) => `${what} (${why})`).join("; ")}`);
  }
  if (report.recordedAt !== null) notes.push(`Compared with a recording made ${ago(report.recordedAt, now)}`);
  return notes;
}
