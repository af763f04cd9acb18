import type { Finding } from "./finding.ts";
import type { IgnoredFinding, Unreadable } from "./report.ts";

/** The result of `lint`: the contract of its `--output json`. */
export interface LintReport {
  readonly schemaVersion: 1;
  readonly revision: string | null;
  /** The revision that the change rules compare with; null where there is none. */
  readonly base: string | null;
  readonly environments: readonly LintedEnvironment[];
}

export interface LintedEnvironment {
  readonly name: string;
  readonly applications: readonly LintedApplication[];
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** What could not be rendered, by the ids of the findings of kind `unreadable`. */
  readonly unreadable: readonly Unreadable[];
  /** What whoever reads the report should know besides, one clause each without a full stop. */
  readonly notes: readonly string[];
  readonly stats: LintStats;
}

export interface LintedApplication {
  readonly name: string;
  readonly namespace: string;
  readonly revision: string | null;
  readonly helm: string | null;
  /** How many leaves its values have; null where it was not rendered. */
  readonly leaves: number | null;
}

export interface LintStats {
  readonly leaves: number;
  readonly objects: number;
  /** Renders of Helm, those of probing included. */
  readonly renders: number;
  /** Renders that probing cost; 0 where everything came from the cache. */
  readonly probes: number;
  readonly seconds: number;
}
