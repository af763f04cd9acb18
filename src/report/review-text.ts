import pc from "picocolors";
import type { ReviewReport } from "../vocabulary/index.ts";
import type { Sheet } from "./page.ts";
import { printable, withoutCommands } from "./printable.ts";
import { placeOf, type ReachedEdit, reachedEdits, reachWords, valuesWords } from "./review-reach.ts";
import { sharesOf } from "./review-shares.ts";
import { shareLines, toldLines } from "./review-text-share.ts";
import { toldOf } from "./review-told.ts";
import { reviewVerdict } from "./review-verdict.ts";
import { shortCommit } from "./summary.ts";
import type { TextOptions } from "./text.ts";
import { counted, listed } from "./words.ts";
import { wrap } from "./wrap.ts";

const INDENT = "  ";
const MOST_NAMES = 30;
const MOST_EDITS = 20;

/**
 * A review for a terminal: the verdict and what is dangerous, how far each line reaches, then what happens to each set of
 * environments in plain words and as diffs.
 */
export function renderReviewText(report: ReviewReport, { colour, width }: Omit<TextOptions, "now">): string {
  const sheet: Sheet = { colours: pc.createColors(colour), width };
  const { bold } = sheet.colours;
  const told = toldOf(report.environments);
  const blocks = [
    [
      ...wrap(reviewVerdict(report.environments, told), width).map(bold),
      ...told.filter(({ severity }) => severity === "high").flatMap((one) => toldLines(one, sheet)),
    ],
    editLines(report, sheet),
    ...sharesOf(report.environments, told).map((share) => shareLines(share, sheet)),
    closingLines(report, sheet),
  ];
  const text = blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
  return withoutCommands(`${text}\n`);
}

function editLines({ lines }: ReviewReport, { colours, width }: Sheet): string[] {
  const edits = reachedEdits(lines);
  if (edits.length === 0) return [];
  const shown = edits.slice(0, MOST_EDITS).flatMap((edit) => wrap(editWords(edit), width - INDENT.length));
  const left = edits.length - MOST_EDITS;
  const more = left <= 0 ? [] : [`and ${counted(left, "more line")}`];
  return [colours.bold("How far each line reaches"), ...[...shown, ...more].map((line) => INDENT + line)];
}

function editWords({ lines, reach }: ReachedEdit): string {
  const [first] = lines;
  const key = first === undefined || first.key === null ? "" : `${first.key}${valuesWords(first)} at `;
  return printable(`${key}${listed(lines.map(placeOf), 2)} -> ${reachWords(reach)}`);
}

function closingLines({ base, head, unchanged, notes, stats }: ReviewReport, { colours, width }: Sheet): string[] {
  const cost = [
    `base ${shortCommit(base)}`,
    `head ${shortCommit(head)}`,
    counted(stats.applications, "application"),
    counted(stats.renders, "render"),
    `${stats.seconds.toFixed(1)} seconds`,
  ];
  const calm = unchanged.length === 0 ? [] : [`Nothing changes in ${listed(unchanged, MOST_NAMES)}`];
  return [...notes, ...calm, cost.join(", ")].flatMap((note) => wrap(printable(note), width)).map(colours.dim);
}
