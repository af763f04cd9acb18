import type { Collected } from "./collect.ts";
import { checkAgainstDefinition, type Definition, definitionsOf, undefinedKinds } from "./crd/index.ts";
import type { ReadEnvironment } from "./read.ts";

/** What the CRDs of an environment say of its custom resources. */
export interface DefinitionFindings {
  readonly collected: readonly Collected[];
  /** What could not be judged, one clause each. */
  readonly notes: readonly string[];
}

/** Checks every custom resource of an environment against the CRDs that it renders, and those of files. */
export function definitionFindings(
  { intent }: Pick<ReadEnvironment, "intent">,
  files: readonly Definition[],
): DefinitionFindings {
  const objects = intent.declared.map(({ object }) => object);
  const definitions = definitionsOf(objects, files);
  const checks = intent.declared.map(({ application, object }) => ({
    application: application.name,
    check: checkAgainstDefinition(object, definitions),
  }));
  const undefinedOnes = undefinedKinds(objects, definitions);
  return {
    collected: checks.flatMap(({ application, check }) =>
      check.differences.map((difference) => ({ application, difference })),
    ),
    notes: [
      ...new Set(checks.flatMap(({ check }) => check.unjudged.map((what) => `not judged: ${what}`))),
      ...(undefinedOnes.length === 0
        ? []
        : [`not checked against a CRD, since holdfast.yaml names none under crds: ${undefinedOnes.join(", ")}`]),
    ],
  };
}
