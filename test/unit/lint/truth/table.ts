import { MISTAKE_KINDS } from "./mistake.ts";
import { describeOutcome, type Outcome, type Truth } from "./truth.ts";

/** The share of mistakes that lint finds, at the line or elsewhere. */
export function shareFound(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ found }) => found !== "missed").length / Math.max(outcomes.length, 1);
}

/** One line for each kind of mistake, and below every alarm and everything missed. */
export function printed(truths: readonly Truth[]): string {
  const outcomes = truths.flatMap((truth) => truth.outcomes);
  const rows = MISTAKE_KINDS.map((kind) =>
    rowOf(
      kind,
      outcomes.filter(({ mistake }) => mistake.kind === kind),
    ),
  );
  const missed = outcomes.filter(({ found }) => found === "missed").map(describeOutcome);
  const alarms = truths
    .flatMap((truth) => truth.alarms)
    .map(({ reason, kind, message }) => `without a mistake: ${reason ?? kind}: ${message}`);
  const head = ["mistake", "made", "found", "elsewhere", "missed"];
  const table = [head, ...rows, rowOf("all", outcomes)].map(
    ([name = "", ...cells]) => name.padEnd(36) + cells.map((cell) => cell.padStart(10)).join(""),
  );
  return [...table, `${(shareFound(outcomes) * 100).toFixed(1)} % found`, ...missed, ...alarms].join("\n");
}

function rowOf(name: string, outcomes: readonly Outcome[]): string[] {
  const count = (wanted: Outcome["found"]): string => String(outcomes.filter(({ found }) => found === wanted).length);
  return [name, String(outcomes.length), count("at the line"), count("elsewhere"), count("missed")];
}
