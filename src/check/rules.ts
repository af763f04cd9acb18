import {
  type ArgoIgnore,
  type FieldManager,
  KNOWN_DEPLOYERS,
  openArgoIgnores,
  scaledTargets,
  type TrackingMark,
} from "../compare/index.ts";
import type { Scrubber } from "../masking/index.ts";
import type { Parts } from "./parts.ts";
import type { DryRunConnection } from "./ports.ts";

/** What every comparison of an environment needs to know. */
export interface Rules {
  readonly deployers: readonly FieldManager[];
  readonly tracking: TrackingMark;
  /** Keys (`resourceKey`) of what an autoscaler scales. */
  readonly scaled: ReadonlySet<string>;
  /** By application: what its Argo CD Application says to ignore. */
  readonly argoIgnores: ReadonlyMap<string, readonly ArgoIgnore[]>;
  /** False when a recording of another revision stands in for the cluster. */
  readonly marksHold: boolean;
  /** Null is the local engine. */
  readonly dryRun: DryRunConnection | null;
  readonly scrubber: Scrubber;
}

/** The rules of an environment. `notes` names what of them could not be understood. */
export function rulesOf(
  { environment, declaration, intent }: Parts,
  { marksHold, dryRun, scrubber }: Pick<Rules, "marksHold" | "dryRun" | "scrubber">,
): { readonly rules: Rules; readonly notes: readonly string[] } {
  const argoIgnores = new Map<string, readonly ArgoIgnore[]>();
  const notes: string[] = [];
  for (const { application } of declaration.applications) {
    const { ignores, notUnderstood } = openArgoIgnores(application.ignoreDifferences);
    argoIgnores.set(application.name, ignores);
    notes.push(
      ...notUnderstood.map(
        (path) => `${application.name}: ignoreDifferences ${path} is not understood and hides nothing`,
      ),
    );
  }
  const rules = {
    marksHold,
    dryRun,
    scrubber,
    deployers: [...environment.deployers, ...KNOWN_DEPLOYERS],
    tracking: environment.tracking,
    scaled: scaledTargets(intent.desired.map(({ object }) => object)),
    argoIgnores,
  };
  return { rules, notes };
}
