import type { Finding, FindingKind } from "../vocabulary/index.ts";
import { originParts } from "./origin.ts";
import { type Page, type Paint, paintSeverity } from "./page.ts";
import { printable } from "./printable.ts";
import { type Advice, adviceFor } from "./remedy.ts";
import { consequenceWords, placeOf, type ResourceGroup, titleOf, wordOf } from "./summary.ts";
import { ago } from "./time.ts";
import { excerpts, showValue } from "./value.ts";
import { wrap } from "./wrap.ts";

const RESOURCE = "  ";
const FINDING = "    ";
const DETAIL = "      ";
const LABEL = 6;

/** One resource with its findings. */
export function groupLines(group: ResourceGroup, page: Page): string[] {
  const { bold, dim } = page.colours;
  const title = printable(titleOf(group.resource));
  const place = printable(placeOf(group));
  const fits = RESOURCE.length + title.length + 2 + place.length <= page.width;
  const head = fits && place !== "" ? [`${RESOURCE}${bold(title)}  ${dim(place)}`] : headLines(title, place, page);
  return [...head, ...group.findings.flatMap((finding) => findingLines(finding, page))];
}

function headLines(title: string, place: string, page: Page): string[] {
  const room = page.width - RESOURCE.length;
  const titles = wrap(title, room).map((line) => RESOURCE + page.colours.bold(line));
  const places = place === "" ? [] : wrap(place, room).map((line) => RESOURCE + page.colours.dim(line));
  return [...titles, ...places];
}

function findingLines(finding: Finding, page: Page): string[] {
  const { green, red, cyan, dim } = page.colours;
  const plain: Paint = (text) => text;
  const room = page.width - DETAIL.length - LABEL;
  const line = (label: string, text: string, paint: Paint = plain): string[] =>
    wrap(text, room).map((part, index) => DETAIL + dim((index === 0 ? label : "").padEnd(LABEL)) + paint(part));
  const [git, live] = valuesOf(finding, room);
  // A command is never broken: it is there to be copied.
  const fixLines = ({ text, command }: Advice): string[] =>
    command ? [DETAIL + dim("fix".padEnd(LABEL)) + cyan(printable(text))] : line("fix", text);
  const who = whoOf(finding, page.now);
  return [
    ...kindLines(finding, page),
    ...(git === null ? [] : line("git", git, green)),
    ...(live === null ? [] : line("live", live, red)),
    ...(who === null ? [] : line("by", who)),
    ...originLines(finding, page, room).flatMap((text, index) => line(index === 0 ? "from" : "", text)),
    ...(needsMessage(finding) ? line("note", printable(shortMessage(finding))) : []),
    ...consequenceWords(finding).flatMap((sentence, index) => line(index === 0 ? "so" : "", printable(sentence))),
    ...fixLines(adviceFor(finding, page.environment)),
  ];
}

function kindLines(finding: Finding, page: Page): string[] {
  const { severity, keyedPath } = finding;
  const word = wordOf(finding);
  const head = `${FINDING}${paintSeverity(severity, page.colours)(severity)}  ${page.colours.bold(word)}`;
  if (keyedPath === null) return [head];
  const path = printable(keyedPath);
  const taken = FINDING.length + severity.length + word.length + 4;
  if (taken + path.length <= page.width) return [`${head}  ${path}`];
  return [head, ...wrap(path, page.width - DETAIL.length).map((line) => DETAIL + line)];
}

/** Both sides on a line each; null where the finding shows none. */
function valuesOf(finding: Finding, width: number): readonly [string | null, string | null] {
  if (finding.desired === undefined && finding.live === undefined) return [null, null];
  return excerpts(showValue(finding.desired), showValue(finding.live), width);
}

function whoOf({ attribution }: Finding, now: Date): string | null {
  if (attribution === null) return null;
  const manager = printable(attribution.manager);
  return attribution.time === null ? manager : `${manager}, ${ago(attribution.time, now)}`;
}

/** On one line where there is room, else broken between place, key and author. */
function originLines({ provenance }: Finding, { now }: Page, room: number): readonly string[] {
  if (provenance === null) return [];
  const lines: string[] = [];
  for (const part of originParts(provenance, (time) => ago(time, now)).map(printable)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 2 + part.length <= room) lines[lines.length - 1] = `${last}  ${part}`;
    else lines.push(part);
  }
  return lines;
}

/** The message without what already stands above it. */
function shortMessage({ message, keyedPath, resource }: Finding): string {
  const subject = `${keyedPath === null ? "" : `${keyedPath} of `}${titleOf(resource)} `;
  return message.startsWith(subject) ? message.slice(subject.length) : message;
}

const SELF_EVIDENT: readonly FindingKind[] = ["changed", "added"];

/** Both sides tell all of a changed or added field, unless a detail follows the colon. */
function needsMessage({ kind, message, desired, live }: Finding): boolean {
  const tellsAll = desired !== undefined || live !== undefined;
  return !SELF_EVIDENT.includes(kind) || !tellsAll || message.includes(": ");
}
