import type { EffectName } from "./effects.ts";
import type { Finding } from "./finding.ts";
import type { Json } from "./json.ts";
import type { Severity } from "./kinds.ts";
import type { IgnoredFinding, Unreadable } from "./report.ts";
import type { KubernetesResource } from "./resource.ts";

/** The result of `review`: the contract of its `--output json`. Secret values are masked. */
export interface ReviewReport {
  readonly schemaVersion: 1;
  /** The commit that the change is compared with: where head and base parted. */
  readonly base: string;
  readonly head: string;
  /** The environments in which something changes, or whose change could not be read. */
  readonly environments: readonly ReviewedEnvironment[];
  /** The environments in which nothing changes. */
  readonly unchanged: readonly string[];
  /** The changed lines and how far each reaches, the most severe first, then the widest. */
  readonly lines: readonly ReviewedLine[];
  /** What whoever reads the report should know besides, one clause each without a full stop. */
  readonly notes: readonly string[];
  readonly stats: ReviewStats;
}

/** What happens to an application or a resource. `renamed`: deleted and created again under another name. */
export const CHANGES = ["added", "removed", "changed", "renamed"] as const;
export type ChangeKind = (typeof CHANGES)[number];

export interface ReviewedEnvironment {
  readonly name: string;
  /** The applications in which something changes. */
  readonly applications: readonly ReviewedApplication[];
  readonly resources: readonly ReviewedResource[];
  /** What the change brings in: risks, couplings that no longer hold, values that are lost. */
  readonly findings: readonly Finding[];
  /** What was wrong before and is not after. */
  readonly mended: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** What could not be rendered on either side, or read of the cluster. */
  readonly unreadable: readonly Unreadable[];
  /** False where something of the head could not be rendered. */
  readonly rendered: boolean;
  /** Null where no cluster was asked. */
  readonly live: ReviewedLive | null;
  readonly notes: readonly string[];
}

export interface ReviewedApplication {
  readonly name: string;
  readonly namespace: string;
  readonly change: ChangeKind;
}

/** An object that is not the same on both sides. */
export interface ReviewedResource {
  readonly application: string;
  readonly system: string;
  readonly resource: KubernetesResource;
  readonly change: ChangeKind;
  /** Of a renamed one: what it was before. */
  readonly formerly: KubernetesResource | null;
  /** What differs; of an added or removed one the whole manifest, as one field with an empty path. */
  readonly fields: readonly ChangedField[];
  readonly effects: readonly Effect[];
}

/** A rendered field on both sides; a side that does not have it is left out. */
export interface ChangedField {
  /** JSON pointer in the head's manifest; in the base's for a removed field. */
  readonly path: string;
  /** The same path with merge keys in place of indices. */
  readonly keyedPath: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** What a change does, in plain words. */
export interface Effect {
  readonly name: EffectName;
  readonly severity: Severity;
  /** One sentence. */
  readonly message: string;
}

/** A changed line of a values file, a chart or a template. */
export interface ReviewedLine {
  /** Relative to the folder of holdfast.yaml. */
  readonly file: string;
  /** The side that the line stands on: base for a line that the change takes away. */
  readonly side: "base" | "head";
  readonly line: number;
  /** True where a pull request shows the line: only there can a comment stand on it. False in a file too large to be shown. */
  readonly inDiff: boolean;
  /** The key in the values; null for a line of a template. */
  readonly key: string | null;
  readonly before?: Json;
  readonly after?: Json;
  readonly reach: Reach;
  /** What follows from it, the most severe first; equal ones of several environments stand once. */
  readonly consequences: readonly Consequence[];
  /** The line as it should read, where the mend is certain; null where it is not. */
  readonly suggestion: string | null;
}

/** How far a line reaches: one values line -> n fields in m resources in k environments. */
export interface Reach {
  readonly fields: number;
  readonly resources: number;
  readonly environments: readonly string[];
}

/** An effect or a finding that a line causes. */
export interface Consequence {
  /** The effect's name, or the finding's reason or kind. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly message: string;
  readonly environments: readonly string[];
}

/** What the change meets in the cluster. */
export interface ReviewedLive {
  readonly collisions: readonly Collision[];
  /** What is merged but not synced yet, and waits in the same applications. */
  readonly pending: readonly Finding[];
}

/** `live-drift`: somebody changed the same field in the cluster. `other-manager`: another manager owns the field that the change sets. */
export const COLLISIONS = ["live-drift", "other-manager"] as const;

export interface Collision {
  readonly reason: (typeof COLLISIONS)[number];
  readonly application: string;
  readonly resource: KubernetesResource;
  readonly keyedPath: string;
  /** What the change sets, and what is live; left out where that side has no value. */
  readonly after?: Json;
  readonly live?: Json;
  readonly manager: string | null;
  /** When it last wrote, RFC 3339. */
  readonly time: string | null;
  readonly message: string;
}

export interface ReviewStats {
  /** Applications in which something may change, over all environments. */
  readonly applications: number;
  /** Other applications that were rendered because a coupling may reach them. */
  readonly neighbours: number;
  /** Renders of Helm, those of probing included. */
  readonly renders: number;
  readonly probes: number;
  readonly seconds: number;
}
