import type { ScopedFailure } from "../check/desired.ts";
import type { EnvironmentConfig } from "../config/config.ts";
import type { FileDiff } from "../git/port.ts";
import type { Collected, TracedApplication } from "../lint/index.ts";
import type { ValuesPlace } from "../render/index.ts";
import type { DeclaredIntent } from "../systems/system.ts";
import type {
  Difference,
  Finding,
  Json,
  KubernetesObject,
  KubernetesResource,
  Path,
  ReviewedResource,
} from "../vocabulary/index.ts";

/** The change itself: what git says about it, before anything is rendered. */
export interface ReviewedChange {
  /** Where head and base parted, and the head: full commit ids. */
  readonly base: string;
  readonly head: string;
  readonly files: readonly FileDiff[];
}

/** An environment before and after the change. */
export interface EnvironmentSides {
  readonly environment: EnvironmentConfig;
  readonly change: ReviewedChange;
  /** What git declares, as systems look at it. */
  readonly before: DeclaredIntent;
  readonly after: DeclaredIntent;
  /** The applications that the change can reach, in order of their names. */
  readonly applications: readonly ApplicationSides[];
  /** What lint finds on each side, located and switched on. */
  readonly lint: { readonly before: readonly Collected[]; readonly after: readonly Collected[] };
  readonly failures: readonly ScopedFailure[];
  readonly notes: readonly string[];
}

/** An application before and after; null on the side that does not declare it. Its trace holds the changed leaves at least. */
export interface ApplicationSides {
  readonly name: string;
  readonly namespace: string;
  readonly before: TracedApplication | null;
  readonly after: TracedApplication | null;
}

/** An object that is not the same on both sides, unmasked: it never leaves the process. */
export interface ResourceChange {
  readonly application: string;
  /** As it is after, in its namespace; as it was before where it is removed. */
  readonly resource: KubernetesResource;
  readonly formerly: KubernetesResource | null;
  readonly before: KubernetesObject | null;
  readonly after: KubernetesObject | null;
  /** The template that makes it, relative to the chart's parent as Helm names it; null where Helm names none. */
  readonly template: string | null;
  readonly fields: readonly FieldChange[];
}

/** A field that differs; its path is in the head's manifest, in the base's where it is removed. */
export interface FieldChange {
  readonly path: Path;
  readonly before?: Json;
  readonly after?: Json;
}

/** Everything that is known of an environment that the change reaches, once it is rendered, compared and linted. */
export interface EnvironmentEvidence {
  readonly sides: EnvironmentSides;
  readonly changes: readonly ResourceChange[];
  /** What the report shows of each of `changes`, in their order: masked, with its effects. */
  readonly resources: readonly ReviewedResource[];
  /** What the change brings in, and what it mends. */
  readonly findings: readonly LocatedFinding[];
  readonly mended: readonly LocatedFinding[];
}

/** A finding with its place in a values file, null where no values line has a part in it. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly place: ValuesPlace | null;
  /** Whose lines the place and the provenance count: base for what the change mends or takes away. */
  readonly side: "base" | "head";
  /** The difference that the finding tells of, unmasked: its `desired` is what a suggestion writes. */
  readonly difference?: Difference;
}
