import type { ReviewedLine, ReviewReport } from "../vocabulary/index.ts";
import { COMMENT_BUDGET } from "./markdown.ts";
import { type Chapter, fitDraft, fitLines, fitNames, sizeOf } from "./markdown-budget.ts";
import { collapsed } from "./markdown-fence.ts";
import { codeName, prose } from "./markdown-prose.ts";
import { chapterOf } from "./review-chapters.ts";
import { environmentTable, toldLine } from "./review-head.ts";
import { editLine, reachedEdits } from "./review-reach.ts";
import { sharesOf } from "./review-shares.ts";
import { type Told, toldOf } from "./review-told.ts";
import { reviewVerdict } from "./review-verdict.ts";
import { shortCommit } from "./summary.ts";
import { counted } from "./words.ts";

export interface ReviewMarkdownOptions {
  /** Bytes that the result may have, 4,000 at least; what GitHub takes in a comment when left out. */
  readonly budget?: number;
  /** Where the whole text is to be read; null where there is no such page. */
  readonly summaryUrl: string | null;
}

/** What GitHub takes in a job's summary: 1 MiB, less some room for other steps' lines. */
export const SUMMARY_BUDGET = 1_000_000;

const OPEN_EDITS = 8;
const MOST_EDITS = 100;

/**
 * A review as Markdown: the verdict, what is dangerous, a table of environments, how far each line reaches, then what
 * happens in plain words and as collapsed diffs, once for all environments where it is the same.
 */
export function renderReviewMarkdown(
  report: ReviewReport,
  { budget = COMMENT_BUDGET, summaryUrl }: ReviewMarkdownOptions,
): string {
  const told = toldOf(report.environments);
  const dangers = told.filter(({ severity }) => severity === "high");
  const head = headOf(report, { told, dangers, budget });
  const shares = sharesOf(report.environments, told);
  const chapters = [...reachChapters(report.lines), ...shares.flatMap((share) => chapterOf(share) ?? [])];
  return fitDraft({ head, chapters, foot: footOf(report) }, { budget, notice: (cut) => noticeOf(cut, summaryUrl) });
}

interface Head {
  readonly told: readonly Told[];
  readonly dangers: readonly Told[];
  readonly budget: number;
}

/** What always stays. Where even that is too long, each list says how many of its lines are left out. */
function headOf(report: ReviewReport, { told, dangers, budget }: Head): string {
  const { environments, unchanged, notes } = report;
  const danger = fitLines(dangers.map(toldLine), budget * 0.4, (left) => `- and ${counted(left, "more high risk")}`);
  const table = environmentTable(environments);
  const rows = fitLines(table.rows, budget * 0.2 - sizeOf(table.head), (left) => `| and ${left} more rows |`);
  const said = notes.map((note) => `- ${prose(note)}`);
  const parts = [
    `**${reviewVerdict(environments, told)}**`,
    danger.join("\n"),
    environments.length === 0 ? "" : [table.head, ...rows].join("\n"),
    unchanged.length === 0 ? "" : `Nothing changes in ${fitNames(unchanged, budget * 0.05)}.`,
    fitLines(said, budget * 0.1, (left) => `- and ${counted(left, "more note")}`).join("\n"),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function reachChapters(lines: readonly ReviewedLine[]): Chapter[] {
  const edits = reachedEdits(lines).map(editLine);
  if (edits.length === 0) return [];
  const rest = edits.slice(OPEN_EDITS, MOST_EDITS);
  const beyond = edits.length - OPEN_EDITS - rest.length;
  const more = beyond <= 0 ? rest : [...rest, `- and ${counted(beyond, "more line")}`];
  return [
    {
      opening: `### How far each line reaches\n\n${edits.slice(0, OPEN_EDITS).join("\n")}\n`,
      sections: rest.length === 0 ? [] : [collapsed(counted(edits.length - OPEN_EDITS, "more line"), more.join("\n"))],
    },
  ];
}

/** What a run costs differs from run to run: it would make an edit where nothing changed. */
function footOf({ base, head, stats }: ReviewReport): string {
  const parts = [
    `base ${codeName(shortCommit(base))}`,
    `head ${codeName(shortCommit(head))}`,
    `${counted(stats.applications, "application")} compared`,
    "`-` is base and `+` is head",
  ];
  return `<sub>${parts.join(", ")}</sub>\n`;
}

function noticeOf(cut: number, summaryUrl: string | null): string {
  const sections = `${counted(cut, "section")} ${cut === 1 ? "does" : "do"} not fit here.`;
  if (summaryUrl === null || !isLink(summaryUrl)) return `${sections} \`--output json\` has everything.\n`;
  return `${sections} The [job summary](<${summaryUrl}>) has the full text.\n`;
}

function isLink(url: string): boolean {
  return /^https?:\/\/[^\s<>"'`()[\]\\]{1,500}$/.test(url);
}
