import { createHash } from "node:crypto";
import type { InlineComment } from "../github/port.ts";
import type { Consequence, ReviewedLine, ReviewReport } from "../vocabulary/index.ts";
import { fenced } from "./markdown-fence.ts";
import { codeName, listedNames, prose } from "./markdown-prose.ts";
import { printableLines } from "./printable.ts";
import { reachesOrSets, reachWords } from "./review-reach.ts";
import { bySeverity } from "./review-told.ts";

/** How many consequences and keys a comment tells of; fewer where their texts are too long for a comment. */
const MOST_OF_EACH = [10, 3, 1];
/** Bytes; GitHub takes 65,536 characters. */
const LONGEST_BODY = 60_000;
const MOST_NAMES = 6;
const LONGEST_SUGGESTION = 2000;

/**
 * One comment for each line that the pull request shows and from which something of severity low or above follows, the
 * most severe first. A comment's key stays while the same follows from the same key of the file, wherever the line moves
 * and whatever its value.
 */
export function inlineCommentsOf({ lines }: Pick<ReviewReport, "lines">): readonly InlineComment[] {
  const inOrder = lines.filter((line) => line.inDiff && weighty(line).length > 0).sort((a, b) => a.line - b.line);
  const places = Map.groupBy(inOrder, ({ file, side, line }) => JSON.stringify([file, side, line]));
  const counts = new Map<string, number>();
  const said = [...places.values()].flatMap((place) => {
    const subject = subjectOf(place);
    const count = counts.get(subject) ?? 0;
    counts.set(subject, count + 1);
    return sayPlace(place, keyOf(subject, count));
  });
  return said.sort((a, b) => bySeverity(a.worst, b.worst)).map(({ comment }) => comment);
}

interface Said {
  readonly worst: Consequence;
  readonly comment: InlineComment;
}

/** Several keys of a flow map stand on one line. */
function sayPlace(place: readonly ReviewedLine[], key: string): Said[] {
  const consequences = place.flatMap(weighty).sort(bySeverity);
  const [[first], [worst]] = [place, consequences];
  if (first === undefined || worst === undefined) return [];
  const { file, side, line } = first;
  return [{ worst, comment: { key, file, side, line, body: bodyOf(place, consequences) } }];
}

function bodyOf(place: readonly ReviewedLine[], consequences: readonly Consequence[]): string {
  const bodies = MOST_OF_EACH.map((most) => {
    const parts = [consequenceLines(consequences, most), ...reachLines(place, most), ...suggestionOf(place)];
    return parts.join("\n\n").toWellFormed();
  });
  return bodies.find((body) => Buffer.byteLength(body) <= LONGEST_BODY) ?? bodies.at(-1) ?? "";
}

function weighty({ consequences }: ReviewedLine): readonly Consequence[] {
  return consequences.filter(({ severity }) => severity !== "info");
}

function consequenceLines(consequences: readonly Consequence[], most: number): string {
  const left = consequences.length - most;
  const shown = left <= 1 ? consequences : consequences.slice(0, most);
  const lines = shown.map(({ severity, name, message, environments }) => {
    const where = environments.length === 0 ? "" : ` in ${listedNames(environments, MOST_NAMES)}`;
    return `- **${severity}** ${prose(message)} (${codeName(name)}${where})`;
  });
  return [...lines, ...(left <= 1 ? [] : [`- and ${left} more`])].join("\n");
}

function reachLines(place: readonly ReviewedLine[], most: number): readonly string[] {
  const lines = place.filter(reachesOrSets).map(reachLine);
  const left = lines.length - most;
  const shown = left <= 1 ? lines : [...lines.slice(0, most), `And ${left} more keys of this line.`];
  return shown.length === 0 ? [] : [shown.join("\n")];
}

function reachLine({ key, reach }: ReviewedLine): string {
  const words = reach.resources === 0 ? "reaches no object" : `reaches ${reachWords(reach)}`;
  return `${key === null ? "This line" : codeName(key)} ${words}: ${listedNames(reach.environments, MOST_NAMES)}.`;
}

/** A suggestion takes the place of the line as it is, so that it is made only where nothing in it has to be spelled out. */
function suggestionOf(place: readonly ReviewedLine[]): readonly string[] {
  const [suggestion, ...others] = new Set(place.map((line) => line.suggestion));
  const [first] = place;
  if (typeof suggestion !== "string" || others.length > 0 || first?.side !== "head") return [];
  const isSafe = printableLines(suggestion) === suggestion && !suggestion.includes("<!--");
  return isSafe && suggestion.length <= LONGEST_SUGGESTION ? [fenced([suggestion], "suggestion")] : [];
}

/** What a comment is about: neither the line's number nor its values. */
function subjectOf(place: readonly ReviewedLine[]): string {
  const names = place.flatMap(weighty).map(({ name }) => name);
  return JSON.stringify([place[0]?.file, place.map(({ key }) => key), [...new Set(names)].toSorted()]);
}

function keyOf(subject: string, count: number): string {
  return createHash("sha256").update(`${count} ${subject}`).digest("hex").slice(0, 12);
}
