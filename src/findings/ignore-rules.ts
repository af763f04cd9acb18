import type { IgnoreRule } from "../config/config.ts";
import type { Finding, IgnoredFinding } from "../vocabulary/index.ts";
import { type Baseline, type BaselineEntry, canBeAccepted } from "./baseline.ts";
import { type Day, expiredRules, isActive } from "./expiry.ts";
import { matchesGlob } from "./glob.ts";
import { selectableOf } from "./selectable.ts";

/** What hides findings of an environment. */
export interface Hiding extends Day {
  readonly rules: readonly IgnoreRule[];
  readonly baseline: Baseline | null;
}

/** Findings parted into those that count and those that somebody decided to live with. */
export interface Parted {
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
}

/**
 * Moves what a rule or the baseline hides to `ignored`, with who and why. An expired rule hides nothing and becomes a
 * finding itself. What could not be read is never hidden: that would turn `unknown` into `in-sync`.
 */
export function applyIgnoreRules(findings: readonly Finding[], hiding: Hiding): Parted {
  const rules = hiding.rules.filter((rule) => isActive(rule, hiding));
  const accepted = new Map(hiding.baseline?.entries.map((entry) => [entry.id, entry]));
  const counted: Finding[] = [];
  const ignored: IgnoredFinding[] = [];
  for (const finding of findings) {
    const hidden = hiddenBy(finding, rules, accepted);
    if (hidden === null) counted.push(finding);
    else ignored.push(hidden);
  }
  return { findings: [...counted, ...expiredRules(hiding.rules, hiding)], ignored };
}

function hiddenBy(
  finding: Finding,
  rules: readonly IgnoreRule[],
  accepted: ReadonlyMap<string, BaselineEntry>,
): IgnoredFinding | null {
  if (!canBeAccepted(finding)) return null;
  const rule = rules.find((candidate) => matchesRule(candidate, finding));
  if (rule !== undefined) {
    return { finding, by: "rule", why: `${rule.reason} (${rule.at})`, expires: rule.expires };
  }
  const entry = accepted.get(finding.id);
  if (entry === undefined) return null;
  return { finding, by: "baseline", why: `${entry.why} (${entry.who}, ${entry.when})`, expires: null };
}

/** True when every part that the rule gives matches; a part that the finding does not have never does. */
export function matchesRule(rule: IgnoreRule, finding: Finding): boolean {
  const { group, kind, namespace, name } = selectableOf(finding.resource);
  return (
    fits(rule.application, finding.application) &&
    fits(rule.rule, finding.reason) &&
    fits(rule.group, group) &&
    fits(rule.kind, kind) &&
    fits(rule.namespace, namespace) &&
    fits(rule.name, name) &&
    (fits(rule.path, finding.path) || fits(rule.path, finding.keyedPath)) &&
    fits(rule.manager, finding.attribution?.manager)
  );
}

function fits(glob: string | null, text: string | null | undefined): boolean {
  if (glob === null) return true;
  return text !== null && text !== undefined && matchesGlob(glob, text);
}
