import type { Score } from "./score.ts";
import type { Truth } from "./truth.ts";

const COLUMNS = [
  "deployed by",
  "engine",
  "mutations",
  "false positives",
  "false negatives",
  "wrong attributions",
  "wrong layers",
  "not told by managedFields",
];

/** The table as it is printed, with every failure under it. */
export function printed({ scores, unclean, disagreements, failed, kinds }: Truth): string {
  const rows = [COLUMNS, ...scores.map(cells)];
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
    `kinds: ${[...kinds].map(([kind, count]) => `${kind} ${count}`).join(", ")}`,
    `disagreements between the engines: ${disagreements.length}`,
    ...disagreements,
    `mutations that could not be done: ${failed.length}`,
    ...failed,
    `findings in a clean environment: ${unclean.length}`,
    ...unclean,
    ...scores.flatMap(({ engine, failures }) => failures.map((failure) => `${engine}: ${failure}`)),
  ].join("\n");
}

function cells(score: Score): string[] {
  const { mutations, falsePositives, falseNegatives, wrongAttributions, wrongLayers, untold } = score;
  return [
    score.way,
    score.engine,
    ...[mutations, falsePositives, falseNegatives, wrongAttributions, wrongLayers, untold].map(String),
  ];
}

/** True when nothing is wrong. */
export function holds({ scores, unclean, disagreements, failed }: Truth): boolean {
  return (
    unclean.length + disagreements.length + failed.length === 0 && scores.every(({ failures }) => failures.length === 0)
  );
}
