import type { Finding, ReviewedResource } from "../vocabulary/index.ts";
import { paintSeverity, type Sheet } from "./page.ts";
import { printable } from "./printable.ts";
import { fieldLines } from "./review-diff.ts";
import { type Fold, foldsOf } from "./review-folds.ts";
import type { Share } from "./review-shares.ts";
import type { Told } from "./review-told.ts";
import { objectCounts } from "./review-verdict.ts";
import { titleOf, wordOf } from "./summary.ts";
import { counted, listed } from "./words.ts";
import { wrap } from "./wrap.ts";

const INDENT = "  ";
const MOST_NAMES = 30;
const MOST_RESOURCES = 8;
const MOST_LINES = 30;

/** What is the same in a set of environments. */
export function shareLines(share: Share, sheet: Sheet): string[] {
  const { environments, resources, unreadable, collisions, mended, pending, notes } = share;
  const { bold, magenta, yellow, green, dim } = sheet.colours;
  const told = share.told.filter(({ severity }) => severity !== "high");
  const counts = resources.length === 0 ? "" : `: ${objectCounts(resources)}`;
  const labelled = (label: string, text: string, paint = dim): string[] => labelledLines({ label, text, paint }, sheet);
  return [
    ...wrap(printable(listed(environments, MOST_NAMES)) + counts, sheet.width).map(bold),
    ...unreadable.flatMap(({ what, why }) => labelled("unread", `${what}: ${why}`, magenta)),
    ...told.flatMap((one) => toldLines(one, sheet)),
    ...collisions.flatMap(({ message }) => labelled("live", message, yellow)),
    ...mended.flatMap((finding) => labelled("mended", findingWords(finding), green)),
    ...pending.flatMap((finding) => labelled("waits", findingWords(finding))),
    ...notes.flatMap((note) => labelled("note", note)),
    ...foldsOf(resources).flatMap((fold) => foldLines(fold, sheet)),
  ];
}

/** An effect or a new finding, its severity first. */
export function toldLines(told: Told, sheet: Sheet): string[] {
  const { severity, name, message, subjects, places, environments, rule } = told;
  const named = rule || subjects.every((subject) => message.includes(subject));
  const details = [
    ...(rule ? [name] : []),
    ...(places.length === 0 ? [] : [listed(places, 3)]),
    ...(severity === "high" ? [`in ${listed(environments, MOST_RESOURCES)}`] : []),
  ];
  const of = named ? "" : `: ${listed(subjects, MOST_RESOURCES)}`;
  const text = `${message}${of}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
  return labelledLines({ label: severity, text, paint: paintSeverity(severity, sheet.colours) }, sheet);
}

interface Labelled {
  readonly label: string;
  readonly text: string;
  readonly paint: (text: string) => string;
}

const LABEL = 8;

function labelledLines({ label, text, paint }: Labelled, { width }: Sheet): string[] {
  const lines = wrap(printable(text), width - INDENT.length - LABEL);
  return lines.map((line, index) => INDENT + paint((index === 0 ? label : "").padEnd(LABEL)) + line);
}

function foldLines({ change, resources, fields }: Fold, sheet: Sheet): string[] {
  const [first] = resources;
  const alike = first === undefined || resources.length > 1;
  const title = alike
    ? `${counted(resources.length, "object")} ${change} alike`
    : `${titleOf(first.resource)} ${change}${formerly(first)}`;
  const where = alike ? resourceNames(resources) : first.application;
  const diff = fieldLines(fields, MOST_LINES).map((line) => INDENT + INDENT + painted(line, sheet));
  return ["", ...headLines(printable(title), printable(where), sheet), ...diff];
}

/** On one line where there is room. */
function headLines(title: string, where: string, { colours, width }: Sheet): string[] {
  const room = width - INDENT.length;
  if (title.length + 2 + where.length <= room) return [`${INDENT}${colours.bold(title)}  ${colours.dim(where)}`];
  return [
    ...wrap(title, room).map((line) => INDENT + colours.bold(line)),
    ...wrap(where, room).map((line) => INDENT + colours.dim(line)),
  ];
}

function resourceNames(resources: readonly ReviewedResource[]): string {
  return listed(
    resources.map(({ resource }) => titleOf(resource)),
    MOST_RESOURCES,
  );
}

function formerly({ formerly: old }: ReviewedResource): string {
  return old === null ? "" : ` from ${titleOf(old)}`;
}

function painted(line: string, { colours }: Sheet): string {
  if (line.startsWith("-")) return colours.red(line);
  if (line.startsWith("+")) return colours.green(line);
  return colours.dim(line);
}

function findingWords(finding: Finding): string {
  return `${finding.message} (${wordOf(finding)})`;
}
