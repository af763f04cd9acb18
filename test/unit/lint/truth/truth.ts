import type { Finding } from "../../../../src/vocabulary/index.ts";
import type { Ground, Part } from "./ground.ts";
import { makeMistakes } from "./make.ts";
import type { Mistake, Target } from "./mistake.ts";

/** What became of one mistake. */
export interface Outcome {
  readonly mistake: Mistake;
  /** at the line: lint names the very line or the key around it. elsewhere: it names another. */
  readonly found: "at the line" | "elsewhere" | "missed";
  /** The reasons of what lint says because of it. */
  readonly says: readonly string[];
}

/** What lint finds in one repository, without and with mistakes. */
export interface Truth {
  /** Findings above information where nobody made a mistake. */
  readonly alarms: readonly Finding[];
  readonly outcomes: readonly Outcome[];
}

export interface Wanted {
  readonly targets: readonly Target[];
  readonly most: number;
  readonly seed: number;
  readonly progress: (line: string) => void;
}

/**
 * Makes mistakes in a repository and sees which of them lint finds. Different environments get one each at the same time:
 * what lint finds in an environment is due to the mistake in its own files.
 */
export async function findTruth(ground: Ground, { targets, most, seed, progress }: Wanted): Promise<Truth> {
  const part: Part = {
    environments: [...new Set(targets.map(({ environment }) => environment))],
    applications: new Set(targets.map(({ application }) => application)),
  };
  const before = await ground.lint(part);
  const outcomes: Outcome[] = [];
  for (const round of roundsOf(makeMistakes(targets, { most, seed }))) {
    const after = await ground.lintWith(round, part);
    for (const mistake of round) {
      const known = new Set(before.get(mistake.environment)?.map(({ id }) => id));
      const added = (after.get(mistake.environment) ?? []).filter(({ id }) => !known.has(id));
      outcomes.push(outcomeOf(mistake, added));
    }
    for (const outcome of outcomes.slice(-round.length)) progress(describeOutcome(outcome));
  }
  return { alarms: [...before.values()].flat(), outcomes };
}

/** Mistakes that do not touch each other: at most one in an environment; one in a chart stands alone. */
function roundsOf(mistakes: readonly Mistake[]): readonly (readonly Mistake[])[] {
  const alone = mistakes.filter(touchesOthers).map((mistake) => [mistake]);
  const queues = [
    ...Map.groupBy(
      mistakes.filter((mistake) => !touchesOthers(mistake)),
      ({ environment }) => environment,
    ).values(),
  ];
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  const together = Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? []));
  return [...together, ...alone];
}

function touchesOthers({ file, texts }: Mistake): boolean {
  return [...texts.keys()].some((touched) => touched !== file);
}

function outcomeOf(mistake: Mistake, added: readonly Finding[]): Outcome {
  const says = [...new Set(added.map(({ reason, kind }) => reason ?? kind))];
  if (added.length === 0) return { mistake, found: "missed", says };
  const named = added.some(
    ({ provenance }) => provenance?.file === mistake.file && near(provenance.line, mistake.line),
  );
  // Helm's own refusal names the file or the key in its words.
  const refused = added.some(({ reason }) => reason === "render-failed");
  return { mistake, found: named || refused ? "at the line" : "elsewhere", says };
}

/** One line for whoever watches. */
export function describeOutcome({ mistake: { kind, environment, file, line, what }, found }: Outcome): string {
  return `${found}: ${kind}, ${environment}, ${file}:${line}: ${what}`;
}

/** The line itself, or the key that a map or list hangs from. */
function near(named: number, line: number): boolean {
  return Math.abs(named - line) <= 1;
}
