import { faultsOf, type Score } from "./score.ts";
import type { Truth } from "./truth.ts";

const COLUMNS = [
  "theme",
  "mutations",
  "false positives",
  "false negatives",
  "wrong break points",
  "wrong consequences",
  "wrong verdicts",
];

/** The table as it is printed, with every failure under it. */
export function printed({ scores, unclean, failed }: Truth): string {
  const rows = [COLUMNS, ...scores.map(cells), cells(sumOf(scores))];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const table = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [
    ...table,
    "",
    `mutations that could not be done: ${failed.length}`,
    ...failed,
    `findings in a clean environment: ${unclean.length}`,
    ...unclean,
    ...scores.flatMap(({ theme, failures }) => failures.map((failure) => `${theme}: ${failure}`)),
  ].join("\n");
}

/** True when nothing is wrong. */
export function holds({ scores, unclean, failed }: Truth): boolean {
  return unclean.length + failed.length === 0 && scores.every((score) => faultsOf(score) === 0);
}

function sumOf(scores: readonly Score[]): Score {
  const sum = (key: Exclude<keyof Score, "theme" | "failures">): number =>
    scores.reduce((total, score) => total + score[key], 0);
  return {
    theme: "all",
    mutations: sum("mutations"),
    falsePositives: sum("falsePositives"),
    falseNegatives: sum("falseNegatives"),
    wrongBreakPoints: sum("wrongBreakPoints"),
    wrongConsequences: sum("wrongConsequences"),
    wrongVerdicts: sum("wrongVerdicts"),
    failures: [],
  };
}

function cells(score: Score): string[] {
  const { theme, mutations, falsePositives, falseNegatives, wrongBreakPoints, wrongConsequences, wrongVerdicts } =
    score;
  const counts = [mutations, falsePositives, falseNegatives, wrongBreakPoints, wrongConsequences, wrongVerdicts];
  return [theme, ...counts.map(String)];
}
