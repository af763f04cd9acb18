import type { Engine, Finding, KubernetesObject } from "../../../src/vocabulary/index.ts";
import type { Mutation } from "./clones.ts";
import { ownersAt } from "./owners.ts";
import type { Expected } from "./rows/index.ts";

/** What is counted for one way of deploying and one engine. */
export interface Score {
  readonly way: string;
  readonly engine: Engine;
  mutations: number;
  falsePositives: number;
  falseNegatives: number;
  wrongAttributions: number;
  wrongLayers: number;
  /** Findings whose writer managedFields do not tell. */
  untold: number;
  readonly failures: string[];
}

/** What one check reported, by the name of the object. */
export type ByName = ReadonlyMap<string, readonly Finding[]>;

export interface Judged {
  readonly mutation: Mutation;
  /** The live object after the mutation; null when it is gone. */
  readonly live: KubernetesObject | null;
}

export function emptyScore(way: string, engine: Engine): Score {
  const counts = {
    mutations: 0,
    falsePositives: 0,
    falseNegatives: 0,
    wrongAttributions: 0,
    wrongLayers: 0,
    untold: 0,
  };
  return { way, engine, ...counts, failures: [] };
}

/** Holds what was reported against what had to be. */
export function scoreOf(score: Score, judged: readonly Judged[], found: ByName): Score {
  const known = new Set<string>();
  for (const one of judged) {
    known.add(one.mutation.object.metadata.name);
    scoreMutation(score, one, found.get(one.mutation.object.metadata.name) ?? []);
  }
  for (const [name, findings] of found) if (!known.has(name)) strangers(score, name, findings);
  return score;
}

function strangers(score: Score, name: string, findings: readonly Finding[]): void {
  score.falsePositives += findings.length;
  score.failures.push(`about ${name}, which nobody touched: ${findings.map(inShort).join("; ")}`);
}

function scoreMutation(score: Score, { mutation, live }: Judged, findings: readonly Finding[]): void {
  score.mutations += 1;
  const before = score.falsePositives + score.falseNegatives + score.wrongAttributions + score.wrongLayers;
  const rest = [...findings];
  for (const expected of mutation.expected) {
    const index = rest.findIndex(
      ({ kind, keyedPath }) => kind === expected.kind && (keyedPath ?? "") === expected.path,
    );
    const [finding] = index < 0 ? [] : rest.splice(index, 1);
    if (finding === undefined) score.falseNegatives += 1;
    else scoreFinding(score, { expected, finding, live });
  }
  score.falsePositives += rest.length;
  const after = score.falsePositives + score.falseNegatives + score.wrongAttributions + score.wrongLayers;
  if (after > before) score.failures.push(describe(mutation, findings, live));
}

function scoreFinding(
  score: Score,
  { expected, finding, live }: { expected: Expected; finding: Finding; live: KubernetesObject | null },
): void {
  if (finding.layer !== expected.layer) score.wrongLayers += 1;
  const { attribution } = finding;
  if (expected.by === null) {
    score.untold += 1;
    if (attribution !== null) score.wrongAttributions += 1;
    return;
  }
  const { manager, operation } = expected.by;
  const owner =
    live === null
      ? undefined
      : ownersAt(live, expected.path).find((entry) => entry.manager === manager && entry.operation === operation);
  const right =
    attribution?.manager === manager &&
    attribution.operation === operation &&
    owner !== undefined &&
    attribution.time === (owner.time ?? null);
  if (!right) score.wrongAttributions += 1;
}

function describe(
  { theme, row, object, expected, at }: Mutation,
  findings: readonly Finding[],
  live: KubernetesObject | null,
): string {
  const owners = expected.flatMap(({ path }) =>
    live === null
      ? []
      : ownersAt(live, path).map(({ manager, operation, time }) => `${path} ${manager}/${operation} ${time ?? ""}`),
  );
  const lines = [
    `${theme}: ${row.what} | ${object.kind} ${object.metadata.name} | ${at.way}`,
    `    expected ${expected.map((one) => `${one.kind} ${one.layer} ${one.path} by ${one.by?.manager ?? "nobody"}/${one.by?.operation ?? "-"}`).join("; ") || "nothing"}`,
    `    got      ${findings.map(inShort).join("; ") || "nothing"}`,
    `    owners   ${owners.join("; ") || "none"}`,
  ];
  return lines.join("\n");
}

/** One finding in one line, without values. */
export function inShort({ kind, layer, keyedPath, attribution, reason }: Finding): string {
  const by =
    attribution === null ? "nobody/-" : `${attribution.manager}/${attribution.operation} ${attribution.time ?? ""}`;
  return `${kind} ${layer} ${keyedPath ?? ""} by ${by}${reason === null ? "" : ` (${reason})`}`;
}
