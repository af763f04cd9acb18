import type { Finding, FindingKind, Layer, Verdict } from "../vocabulary/index.ts";

const DRIFT: ReadonlySet<FindingKind> = new Set<FindingKind>([
  "missing",
  "extra",
  "changed",
  "added",
  "removed",
  "pruned",
]);
const DRIFTING_LAYERS: ReadonlySet<Layer> = new Set<Layer>(["cluster", "operator", "service"]);

/**
 * The verdict over findings that are not ignored. Anything unreadable makes it `unknown`, and that wins over `drifted`.
 * `pending lost-intent coupling risk` are listed and counted; only with `strict` do they drift it.
 */
export function verdictOf(findings: readonly Finding[], { strict }: { strict: boolean }): Verdict {
  if (findings.some(({ kind }) => kind === "unreadable")) return "unknown";
  const drifts = (finding: Finding): boolean => strict || isDrift(finding);
  return findings.some(drifts) ? "drifted" : "in-sync";
}

/** The verdict over several: one `unknown` wins, then one `drifted`. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("unknown")) return "unknown";
  return verdicts.includes("drifted") ? "drifted" : "in-sync";
}

/** True for what makes an environment drifted without `strict`. */
export function isDrift({ kind, layer }: Pick<Finding, "kind" | "layer">): boolean {
  return DRIFT.has(kind) && DRIFTING_LAYERS.has(layer);
}
