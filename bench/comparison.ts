import { rm } from "node:fs/promises";
import { type Contenders, contenders, type Setting } from "./contenders.ts";
import { type Peak, type Run, timed, watched } from "./measure.ts";
import { counted, type Requests } from "./requests.ts";
import type { Workload } from "./workload.ts";

/** One size at one distance, as it was measured. */
export interface Measured {
  readonly workload: Workload;
  /** Medians. */
  readonly times: Readonly<Record<keyof Contenders, Run>>;
  /** The first run of all, with nothing kept from an earlier one. */
  readonly cold: Run;
  readonly requests: {
    readonly cold: Requests;
    readonly holdfast: Requests;
    readonly floor: Requests;
    readonly kubectl: Requests;
  };
  readonly memory: Readonly<Record<keyof Contenders, Peak>>;
}

/** Rounds of all contenders in turn; plain `kubectl diff` takes a minute and more, so it is run in the first ones only. */
export interface Rounds {
  readonly all: number;
  readonly kubectl: number;
}

/** Measures all contenders in turn (A B C A B C …), so that a change of the machine's mood meets all of them. */
export async function compare(setting: Setting, rounds: Rounds): Promise<Measured> {
  await rm(setting.caches, { recursive: true, force: true });
  const all = await contenders(setting);
  const { lab, workload } = setting;
  let cold: Run | null = null;
  const coldRequests = await counted(lab.plane, async () => {
    cold = await timed(all.holdfast);
  });
  const requests = {
    cold: coldRequests,
    holdfast: await counted(lab.plane, () => timed(all.holdfast)),
    floor: await counted(lab.plane, () => timed(all.floor)),
    kubectl: await counted(lab.plane, () => timed(all.kubectlBest)),
  };
  const runs = await inTurn(all, rounds);
  for (const { stdout } of runs.holdfast) assertRight(stdout, workload);
  const memory = {
    holdfast: await watched(all.holdfast),
    floor: await watched(all.floor),
    kubectl: NOT_WATCHED,
    kubectlBest: await watched(all.kubectlBest),
  };
  const times = mapValues(runs, median);
  if (cold === null) throw new Error("nothing was run");
  return { workload, times, cold, requests, memory };
}

/** Watching plain `kubectl diff` would take another minute and tell what the other kubectl tells. */
const NOT_WATCHED: Peak = { process: 0, tree: 0 };

async function inTurn(all: Contenders, rounds: Rounds): Promise<Record<keyof Contenders, Run[]>> {
  const runs: Record<keyof Contenders, Run[]> = { holdfast: [], floor: [], kubectl: [], kubectlBest: [] };
  for (let round = 0; round < rounds.all; round++) {
    for (const name of ["holdfast", "floor", "kubectlBest"] as const) runs[name].push(await timed(all[name]));
    if (round < rounds.kubectl) runs.kubectl.push(await timed(all.kubectl));
  }
  return runs;
}

function median(runs: readonly Run[]): Run {
  const sorted = runs.toSorted((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("nothing was run");
  return middle;
}

/** @throws Error when a check did not find exactly what was changed by hand: a fast wrong answer is none. */
function assertRight(stdout: string, { drifted, objects }: Workload): void {
  const { environments } = JSON.parse(stdout) as Report;
  const [environment] = environments;
  const found = environment?.findings.length;
  if (environment?.verdict === "drifted" && found === drifted && environment.stats.objects === objects) return;
  throw new Error(`${found} findings with the verdict ${environment?.verdict}, but ${drifted} objects were changed`);
}

interface Report {
  readonly environments: readonly {
    readonly verdict: string;
    readonly findings: readonly unknown[];
    readonly stats: { readonly objects: number };
  }[];
}

/** Peak memory of a check alone, for sizes where the others would take too long. */
export async function memoryOf(setting: Setting): Promise<{ readonly peak: Peak; readonly run: Run }> {
  const { holdfast } = await contenders(setting);
  await timed(holdfast);
  const run = await timed(holdfast);
  assertRight(run.stdout, setting.workload);
  return { run, peak: await watched(holdfast) };
}

function mapValues<K extends string, A, B>(record: Readonly<Record<K, A>>, map: (value: A) => B): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(record).map(([key, value]) => [key, map(value)])) as Record<K, B>;
}
