import type { Row } from "./row.ts";
import { TABLES } from "./rows/index.ts";
import { emptyScore, inShort, type Score, scoreRow } from "./score.ts";
import { World } from "./world/index.ts";

export interface Truth {
  readonly scores: readonly Score[];
  /** What a check found where nothing is wrong: at first, between themes and at last. */
  readonly unclean: readonly string[];
  /** Mutations that could not be done or taken back. */
  readonly failed: readonly string[];
}

export interface TruthOptions {
  readonly progress: (line: string) => void;
  /** Only these themes, and rows whose words hold one of these; null for all. */
  readonly only: readonly string[] | null;
}

/** Changes a real environment in one way after the other, and holds what each check finds against what it must find. */
export async function findTruth({ progress, only }: TruthOptions): Promise<Truth> {
  await using world = await World.start(progress);
  const unclean = await checkClean(world, "before any mutation");
  const scores: Score[] = [];
  const failed: string[] = [];
  for (const [theme, all] of Object.entries(TABLES)) {
    const rows = all.filter(({ what }) => only?.some((words) => theme === words || what.includes(words)) ?? true);
    if (rows.length === 0) continue;
    const score = emptyScore(theme);
    for (const row of rows) {
      const wrong = await tryRow(world, row, score);
      failed.push(...wrong);
      for (const line of wrong) progress(line);
    }
    scores.push(score);
    const left = await checkClean(world, `after ${theme}`);
    unclean.push(...left);
    for (const line of left) progress(line);
    progress([`${theme}: ${rows.length} mutations`, ...score.failures].join("\n"));
  }
  return { scores, unclean, failed };
}

async function tryRow(world: World, row: Row, score: Score): Promise<string[]> {
  const done: Row["moves"][number][] = [];
  const failed: string[] = [];
  try {
    for (const move of row.moves) {
      done.push(move);
      await move.change(world);
    }
    scoreRow(score, row, await world.check());
  } catch (error) {
    failed.push(`${row.what}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  for (const move of done.reverse())
    await move.restore(world).catch((error: unknown) => failed.push(`${row.what}, taken back: ${String(error)}`));
  return failed;
}

async function checkClean(world: World, when: string): Promise<string[]> {
  const { verdict, findings } = await world.check();
  const lines = findings.map((finding) => `${when}: ${inShort(finding)}`);
  return verdict === "in-sync" ? lines : [`${when}: ${verdict}`, ...lines];
}
