import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deployCourse, mutateCourse, openCourses, type TruthOptions } from "./courses.ts";
import { checkClean, judge } from "./judge.ts";
import { writeRepository } from "./repository.ts";
import type { Score } from "./score.ts";

export interface Truth {
  readonly scores: readonly Score[];
  /** What a check found before any mutation, and after those that must be silent. */
  readonly unclean: readonly string[];
  readonly disagreements: readonly string[];
  /** Mutations that could not be done. */
  readonly failed: readonly string[];
  readonly kinds: ReadonlyMap<string, number>;
}

/** Deploys, checks, mutates silently, checks, mutates, checks, and counts. */
export async function findTruth(options: TruthOptions): Promise<Truth> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-truth-"));
  try {
    return await inFolder(folder, options);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function inFolder(folder: string, options: TruthOptions): Promise<Truth> {
  const { plane, progress } = options;
  const courses = await openCourses(folder, options);
  const places = courses.map(({ application, cluster }) => ({ name: application, namespace: cluster.namespace }));
  await writeRepository(folder, places, plane.kubeconfig);
  progress(`deploying ${courses[0]?.mutations.length ?? 0} mutations' objects in ${courses.length} ways`);
  await Promise.all(courses.map((course) => deployCourse(course, folder)));
  const unclean = await checkClean(folder, progress, "before any mutation");
  const failed: string[] = [];
  for (const silent of [true, false]) {
    progress(silent ? "mutating what must stay silent" : "mutating what must be reported");
    failed.push(...(await Promise.all(courses.map((course) => mutateCourse(course, silent, folder)))).flat());
    if (silent) unclean.push(...(await checkClean(folder, progress, "after the silent mutations")));
  }
  const truth = await judge(courses, folder, progress);
  for (const { cluster } of courses) cluster[Symbol.dispose]();
  return { ...truth, unclean, failed };
}
