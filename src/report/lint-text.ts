import pc from "picocolors";
import type { LintedEnvironment, LintReport } from "../vocabulary/index.ts";
import { printable, withoutCommands } from "./printable.ts";
import { countsOf, groupByResource, ignoredWords, shortCommit } from "./summary.ts";
import type { TextOptions } from "./text.ts";
import { groupLines } from "./text-finding.ts";
import { wrap } from "./wrap.ts";

const INDENT = "  ";

/** The result of lint for a terminal. An environment without findings takes one line. */
export function renderLintText(report: LintReport, { colour, width, now }: TextOptions): string {
  const colours = pc.createColors(colour);
  const parts = report.environments.map((environment) => {
    const page = { colours, width, now, environment: environment.name };
    const head = `${colours.bold(environment.name)}: ${countsOf(environment.findings) || colours.green("nothing found")}`;
    const groups = groupByResource(environment.findings).flatMap((group) => ["", ...groupLines(group, page)]);
    const notes = notesOf(environment, report).flatMap((note) => wrap(printable(note), width - INDENT.length));
    const closing = notes.map((line) => INDENT + colours.dim(line));
    return [head, ...groups, ...(groups.length > 0 ? [""] : []), ...closing].join("\n");
  });
  return withoutCommands(`${parts.join("\n\n")}\n`);
}

function notesOf(environment: LintedEnvironment, report: LintReport): string[] {
  const { notes, ignored } = environment;
  const hidden = ignored.length === 0 ? [] : [`Ignored: ${ignoredWords(ignored)}`];
  const base = report.base === null ? [] : [`Compared with commit ${shortCommit(report.base)}`];
  return [...notes, ...hidden, ...base, costOf(environment, report)];
}

function costOf({ applications, stats }: LintedEnvironment, { revision }: LintReport): string {
  const helm = new Set(applications.flatMap((application) => application.helm ?? []));
  const traced = applications.filter(({ leaves }) => leaves !== null).length;
  const factor = stats.probes === 0 ? 0 : stats.leaves / stats.probes;
  const probing = stats.probes === 0 ? "no probe" : `${stats.probes} probes (${factor.toFixed(1)} values each)`;
  return [
    ...[...helm].map((version) => `Helm ${version}`),
    `${traced} of ${applications.length} applications`,
    `${stats.leaves.toLocaleString("en")} values`,
    probing,
    `${stats.seconds.toFixed(2)} seconds`,
    ...(revision === null ? [] : [`revision ${shortCommit(revision)}`]),
  ].join(", ");
}
