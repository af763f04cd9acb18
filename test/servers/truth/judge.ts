import { type CheckReport, ENGINES, type Engine, type Finding, resourceKey } from "../../../src/vocabulary/index.ts";
import { isOfThisTable } from "./arrows.ts";
import { runCheck } from "./checks.ts";
import type { Course, TruthOptions } from "./courses.ts";
import type { Way } from "./rows/index.ts";
import { type ByName, emptyScore, inShort, type Judged, type Score, scoreOf } from "./score.ts";

/** What both engines find where nothing may be found. */
export async function checkClean(folder: string, progress: TruthOptions["progress"], when: string): Promise<string[]> {
  const lines: string[] = [];
  for (const engine of ENGINES) {
    const report = await timed(progress, `${engine} check ${when}`, () => runCheck(folder, engine));
    for (const { name, verdict, findings } of report.environments) {
      if (verdict === "unknown") lines.push(`${name}, ${engine}, ${when}: ${verdict}`);
      lines.push(
        ...findings
          .filter(isOfThisTable)
          .map(
            (finding) => `${name}, ${engine}, ${when}: ${subjectOf(finding)} ${inShort(finding)} ${finding.message}`,
          ),
      );
    }
  }
  return lines;
}

/** Checks with both engines and holds every finding against what the rows expect. */
export async function judge(courses: readonly Course[], folder: string, progress: TruthOptions["progress"]) {
  const reports = new Map<Engine, CheckReport>();
  for (const engine of ENGINES)
    reports.set(engine, await timed(progress, `${engine} check`, () => runCheck(folder, engine)));
  const scores: Score[] = [];
  const disagreements: string[] = [];
  for (const { way, application, cluster, mutations } of courses) {
    const judged = await Promise.all(
      mutations.map(async (mutation): Promise<Judged> => ({ mutation, live: await cluster.live(mutation.object) })),
    );
    const [local, server] = ENGINES.map((engine) => findingsOf(reports.get(engine), application));
    for (const [engine, found] of [
      ["local", local],
      ["server", server],
    ] as const) {
      scores.push(scoreOf(emptyScore(way, engine), judged, found ?? new Map()));
    }
    disagreements.push(...compareEngines(way, local ?? new Map(), server ?? new Map()));
  }
  const kinds = new Map(
    [...Map.groupBy(courses[0]?.mutations ?? [], ({ object }) => object.kind)].map(([kind, of]) => [kind, of.length]),
  );
  return { scores, disagreements, kinds };
}

function findingsOf(report: CheckReport | undefined, application: string): ByName {
  const environment = report?.environments.find(({ name }) => name === application);
  return Map.groupBy((environment?.findings ?? []).filter(isOfThisTable), subjectOf);
}

function subjectOf({ resource }: Finding): string {
  return resource.type === "kubernetes" ? resource.name : resourceKey(resource);
}

function compareEngines(way: Way, local: ByName, server: ByName): string[] {
  return [...new Set([...local.keys(), ...server.keys()])].flatMap((name) => {
    const [a, b] = [local, server].map((found) => (found.get(name) ?? []).map(inShort).sort().join("; "));
    return a === b ? [] : [`${way}: ${name}\n    local  ${a || "nothing"}\n    server ${b || "nothing"}`];
  });
}

async function timed<T>(progress: TruthOptions["progress"], what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  progress(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
