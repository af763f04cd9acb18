import type { Measured } from "./comparison.ts";

/** What issue and design ask for, at the largest size that all contenders run. */
const TARGETS = { kubectl: 20, kubectlBest: 4, floor: 2, requestsBesidePages: 10, megabytes: 200 };
const MEGABYTES_AT_MOST = 250;

/** The measurements of one size and distance, one line each. */
export function describe(measured: Measured, roundTripMs: number): string {
  const { workload, times, cold, requests, memory } = measured;
  const row = (name: string, key: keyof Measured["times"]): string => {
    const { seconds, cpuSeconds } = times[key];
    const { process, tree } = memory[key];
    const memories = tree === 0 ? "" : `   ${mb(process)} itself, ${mb(tree)} with all it starts`;
    return `  ${name.padEnd(34)} ${s(seconds)} (CPU ${s(cpuSeconds)})${memories}`;
  };
  return [
    `${workload.objects} objects, ${workload.drifted} of them changed by hand, ${roundTripMs} ms of round trip`,
    row("holdfast check", "holdfast"),
    `  ${"holdfast check, first run of all".padEnd(34)} ${s(cold.seconds)} (CPU ${s(cold.cpuSeconds)})`,
    row("floor", "floor"),
    row("kubectl diff", "kubectl"),
    row("kubectl diff, its best", "kubectlBest"),
    `  requests: holdfast ${count(requests.holdfast)}, first run ${count(requests.cold)}, floor ${count(requests.floor)}, kubectl's best ${count(requests.kubectl)}`,
    "",
  ].join("\n");
}

/** Each target with what was measured, and whether that meets it. */
export function judge(measured: Measured, roundTripMs: number): string {
  const { times, requests, memory } = measured;
  const ratio = (key: "kubectl" | "kubectlBest"): number => times[key].seconds / times.holdfast.seconds;
  const overFloor = times.holdfast.seconds / times.floor.seconds;
  const beside = requests.holdfast.lists + requests.holdfast.others - requests.floor.lists;
  const { tree } = memory.holdfast;
  return [
    `Targets at ${measured.workload.objects} objects, ${roundTripMs} ms of round trip`,
    target(
      `${ratio("kubectl").toFixed(1)} times faster than kubectl diff`,
      `at least ${TARGETS.kubectl}`,
      ratio("kubectl") >= TARGETS.kubectl,
    ),
    target(
      `${ratio("kubectlBest").toFixed(1)} times faster than its best`,
      `at least ${TARGETS.kubectlBest}`,
      ratio("kubectlBest") >= TARGETS.kubectlBest,
    ),
    target(`${overFloor.toFixed(2)} times the floor`, `at most ${TARGETS.floor}`, overFloor <= TARGETS.floor),
    target(
      `${beside} requests besides the LIST pages`,
      `at most ${TARGETS.requestsBesidePages}`,
      beside <= TARGETS.requestsBesidePages,
    ),
    target(`${mb(tree)} of memory with all it starts`, `at most ${TARGETS.megabytes} MB`, tree <= TARGETS.megabytes),
    "",
  ].join("\n");
}

/** The target for memory at a size that only Holdfast runs. */
export function judgeMemory(objects: number, megabytes: number): string {
  return target(
    `${mb(megabytes)} of memory at ${objects} objects`,
    `at most ${MEGABYTES_AT_MOST} MB`,
    megabytes <= MEGABYTES_AT_MOST,
  );
}

function target(what: string, wanted: string, met: boolean): string {
  return `  ${what.padEnd(46)} ${wanted.padEnd(18)} ${met ? "met" : "missed"}`;
}

function s(seconds: number): string {
  return `${seconds.toFixed(2).padStart(7)} s`;
}

function mb(megabytes: number): string {
  return `${Math.round(megabytes)} MB`;
}

function count({ lists, others }: { readonly lists: number; readonly others: number }): string {
  return `${lists} LIST pages + ${others}`;
}
