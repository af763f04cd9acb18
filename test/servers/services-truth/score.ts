import { type EnvironmentReport, type Finding, type Resource, resourceKey } from "../../../src/vocabulary/index.ts";
import type { Expected } from "./row.ts";

/** What is counted for one theme of the table. */
export interface Score {
  readonly theme: string;
  mutations: number;
  falsePositives: number;
  falseNegatives: number;
  /** Layer, reason, or who undoes it. */
  wrongBreakPoints: number;
  /** What is folded into a finding that should not be, or is not and should. */
  wrongConsequences: number;
  wrongVerdicts: number;
  readonly failures: string[];
}

/** What a check says, as far as it is judged. */
export type Checked = Pick<EnvironmentReport, "verdict" | "findings">;

export function emptyScore(theme: string): Score {
  const counts = { mutations: 0, falsePositives: 0, falseNegatives: 0 };
  return { theme, ...counts, wrongBreakPoints: 0, wrongConsequences: 0, wrongVerdicts: 0, failures: [] };
}

/** Holds what a check found after one mutation against what it had to find. */
export function scoreRow(
  score: Score,
  { what, expect }: { readonly what: string; readonly expect: readonly Expected[] },
  { verdict, findings }: Checked,
): void {
  const before = faultsOf(score);
  score.mutations += 1;
  const rest = [...findings];
  for (const expected of expect) {
    const index = rest.findIndex((finding) => isAbout(finding, expected));
    const [finding] = index < 0 ? [] : rest.splice(index, 1);
    if (finding === undefined) score.falseNegatives += 1;
    else scoreFinding(score, finding, expected);
  }
  score.falsePositives += rest.length;
  if (verdict !== verdictFor(expect)) score.wrongVerdicts += 1;
  if (faultsOf(score) > before) score.failures.push(describe({ what, expect }, { verdict, findings }));
}

/** Everything that is wrong. */
export function faultsOf(score: Score): number {
  const { falsePositives, falseNegatives, wrongBreakPoints, wrongConsequences, wrongVerdicts } = score;
  return falsePositives + falseNegatives + wrongBreakPoints + wrongConsequences + wrongVerdicts;
}

/** Where several findings are about the same, the first that fits is taken. */
function isAbout(finding: Finding, expected: Expected): boolean {
  return (
    finding.kind === expected.kind &&
    keyOf(finding.resource) === keyOf(expected.resource) &&
    (finding.keyedPath ?? "") === expected.path
  );
}

/** The same for two resources whose fields were written in another order. */
function keyOf(resource: Resource): string {
  if (resource.type === "kubernetes" || resource.type === "values") return resourceKey(resource);
  const { type, ...identity } = resource;
  return [
    type,
    ...Object.entries(identity)
      .map(([field, value]) => `${field}=${value}`)
      .toSorted((a, b) => a.localeCompare(b)),
  ].join(" ");
}

function scoreFinding(score: Score, finding: Finding, expected: Expected): void {
  const { layer, reason, undoneBy } = finding;
  if (layer !== expected.layer || reason !== expected.reason || undoneBy !== expected.undoneBy)
    score.wrongBreakPoints += 1;
  if (!sameConsequences(finding.consequences, expected.consequences)) score.wrongConsequences += 1;
}

/** Each wanted one takes one sentence that has its words; none may be left. */
function sameConsequences(found: readonly string[], wanted: readonly string[]): boolean {
  const rest = [...found];
  for (const words of wanted) {
    const index = rest.findIndex((sentence) => sentence.includes(words));
    if (index < 0) return false;
    rest.splice(index, 1);
  }
  return rest.length === 0;
}

function verdictFor(expect: readonly Expected[]): EnvironmentReport["verdict"] {
  if (expect.some(({ kind }) => kind === "unreadable")) return "unknown";
  return expect.some(drifts) ? "drifted" : "in-sync";
}

function drifts({ kind }: Expected): boolean {
  return ["missing", "extra", "changed", "added", "removed", "pruned"].includes(kind);
}

function describe(row: { what: string; expect: readonly Expected[] }, { verdict, findings }: Checked): string {
  return [
    row.what,
    ...listed("expected", row.expect.map(expectedInShort)),
    ...listed(`got (${verdict})`, findings.map(inShort)),
  ].join("\n");
}

function listed(title: string, lines: readonly string[]): string[] {
  return [`    ${title}${lines.length === 0 ? " nothing" : ""}`, ...lines.map((line) => `      ${line}`)];
}

function expectedInShort(expected: Expected): string {
  const { kind, layer, resource, path, reason, undoneBy, consequences } = expected;
  return `${kind} ${layer} ${keyOf(resource)} ${path || "-"} (${reason ?? "-"}) undone by ${undoneBy ?? "nobody"}${folded(consequences)}`;
}

/** One finding in a few lines, without values. */
export function inShort(finding: Finding): string {
  const line = expectedInShort({ ...finding, path: finding.keyedPath ?? "" });
  return `${line}\n        "${finding.message}"`;
}

function folded(consequences: readonly string[]): string {
  return consequences.map((sentence) => `\n        > ${sentence}`).join("");
}
