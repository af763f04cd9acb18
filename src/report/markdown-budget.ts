import { listedNames } from "./markdown-prose.ts";
import { counted } from "./words.ts";

/** A text that is cut by whole sections until it fits. */
export interface Draft {
  /** Always there. */
  readonly head: string;
  readonly chapters: readonly Chapter[];
  /** Always there. */
  readonly foot: string;
}

/** What stands under one heading. Without its opening none of its sections is shown. */
export interface Chapter {
  readonly opening: string;
  readonly sections: readonly string[];
}

export interface Fit {
  /** Bytes of UTF-8 that the result may have: no service counts more characters than that. */
  readonly budget: number;
  /** The sentence that says how many sections were cut. */
  readonly notice: (cut: number) => string;
}

/** The draft within its budget. Every chapter's opening comes before any section; order is kept. */
export function fitDraft({ head, chapters, foot }: Draft, { budget, notice }: Fit): string {
  let left = budget - sizeOf(head) - 1 - sizeOf(foot);
  const all = chapters.reduce((sum, { sections }) => sum + 1 + sections.length, 0);
  const total = chapters.reduce((sum, chapter) => sum + sizeOfChapter(chapter), 0);
  if (total > left) left -= sizeOf(notice(all)) + 1;
  const take = (text: string): boolean => {
    const size = sizeOf(text) + 1;
    if (size > left) return false;
    left -= size;
    return true;
  };
  const opened = chapters.map(({ opening }) => take(opening));
  const taken = chapters.map(({ sections }, index) =>
    sections.filter((section) => opened[index] === true && take(section)),
  );
  const body = chapters.flatMap(({ opening }, index) => (opened[index] ? [opening, ...(taken[index] ?? [])] : []));
  const cut = all - body.length;
  const said = cut === 0 ? body : [...body, notice(cut)];
  return [head, ...said, foot]
    .filter((part) => part !== "")
    .join("\n")
    .toWellFormed();
}

/** As many lines as fit, then one that says how many do not. */
export function fitLines(lines: readonly string[], budget: number, more: (left: number) => string): readonly string[] {
  const total = lines.reduce((sum, line) => sum + sizeOf(line) + 1, 0);
  if (total <= budget) return lines;
  let left = budget - sizeOf(more(lines.length)) - 1;
  const shown: string[] = [];
  for (const line of lines) {
    left -= sizeOf(line) + 1;
    if (left < 0) break;
    shown.push(line);
  }
  return [...shown, more(lines.length - shown.length)];
}

/** Environments by name, as many as the budget has room for. */
export function fitNames(names: readonly string[], budget: number): string {
  for (const most of [100, 30, 10, 3]) {
    const text = listedNames(names, most);
    if (sizeOf(text) <= budget) return text;
  }
  return counted(names.length, "environment");
}

/** Bytes of UTF-8. */
export function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}

function sizeOfChapter({ opening, sections }: Chapter): number {
  return [opening, ...sections].reduce((sum, text) => sum + sizeOf(text) + 1, 0);
}
