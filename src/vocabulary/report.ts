import type { Finding, Verdict } from "./finding.ts";
import type { KubernetesObject } from "./kubernetes.ts";

/** How live state is compared: `local` reads only, `server` also asks the API server for dry runs. */
export const ENGINES = ["local", "server"] as const;
export type Engine = (typeof ENGINES)[number];

/** The result of `check` over one or more environments: the contract of `--output json`. */
export interface CheckReport {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  /** The commit that was checked; with `+dirty` when the working tree differs from it. Null outside git. */
  readonly revision: string | null;
  /** When the recording was made that stood in for the cluster; null for a live check. */
  readonly recordedAt: string | null;
  readonly environments: readonly EnvironmentReport[];
}

export interface EnvironmentReport {
  readonly name: string;
  readonly verdict: Verdict;
  readonly engine: Engine;
  readonly applications: readonly ApplicationReport[];
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** Mirrors the findings of kind `unreadable`, by their ids. */
  readonly unreadable: readonly Unreadable[];
  /** What configuration excludes from looking; it does not touch the verdict. */
  readonly notLookedAt: readonly NotLookedAt[];
  /** What whoever reads the verdict should know besides, one clause each without a full stop. */
  readonly notes: readonly string[];
  readonly stats: Stats;
}

export interface ApplicationReport {
  readonly name: string;
  readonly namespace: string;
  readonly revision: string | null;
  /** The version of Helm that rendered it; null when it was not rendered. */
  readonly helm: string | null;
  readonly verdict: Verdict;
  readonly resources: number;
}

/** A finding that a rule or the baseline hides, with who hides it and why. */
export interface IgnoredFinding {
  readonly finding: Finding;
  readonly by: "rule" | "baseline" | "argo-cd" | "comment";
  readonly why: string;
  /** ISO date after which the rule no longer hides it; null for no end. */
  readonly expires: string | null;
}

export interface Unreadable {
  readonly id: string;
  readonly what: string;
  readonly why: string;
}

export interface NotLookedAt {
  readonly what: string;
  readonly why: string;
  readonly expires: string | null;
}

export interface Stats {
  readonly objects: number;
  readonly requests: number;
  readonly renders: number;
  readonly seconds: number;
}

/** The result of `render`: the contract of its `--output json`. Secret values are masked. */
export interface RenderReport {
  readonly schemaVersion: 1;
  readonly environment: string;
  readonly revision: string | null;
  readonly applications: readonly RenderedApplicationReport[];
  readonly unreadable: readonly { readonly application: string | null; readonly what: string; readonly why: string }[];
}

export interface RenderedApplicationReport {
  readonly name: string;
  readonly namespace: string;
  readonly revision: string | null;
  readonly helm: string;
  readonly objects: readonly KubernetesObject[];
}
