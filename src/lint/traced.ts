import type { Application } from "../environments/application.ts";
import type { Tree } from "../git/port.ts";
import type { Trace } from "../render/probing/index.ts";
import type { Rendering } from "../render/rendering.ts";
import type { ApplicationValues, ValuesPlace } from "../render/values/index.ts";
import type { Difference, KubernetesObject, Path } from "../vocabulary/index.ts";

/** An application of one environment with everything that git alone says about it. */
export interface TracedApplication {
  readonly environment: string;
  readonly application: Application;
  readonly tree: Tree;
  readonly rendering: Rendering;
  /** Its objects in their namespaces, in the order of `rendering.objects`. */
  readonly placed: readonly KubernetesObject[];
  readonly values: ApplicationValues;
  readonly trace: Trace;
}

/** What rules may look at besides one application. */
export interface LintWorld {
  /** The same application in the other environments that are linted. */
  elsewhere(subject: TracedApplication): readonly TracedApplication[];
  /**
   * True when no application of any environment that reads this file is moved by the leaf, linted or not.
   * @param file relative to the tree's root.
   */
  isSilentEverywhere(file: string, leaf: Path): boolean;
}

/** What a rule found. */
export interface LintDifference {
  readonly application: string | null;
  readonly difference: Difference;
  /** The place in a values file that it is about; left out where the values line is to be traced from the field. */
  readonly place?: ValuesPlace | null;
  /** The path in the values, where it is about a leaf. */
  readonly leaf?: Path;
}

/** One rule over one application. It may be called for every application of every environment. */
export type ApplicationRule = (subject: TracedApplication, world: LintWorld) => readonly LintDifference[];
