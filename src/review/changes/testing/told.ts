import { traced } from "../../../lint/testing/traced.ts";
import { createScrubber } from "../../../masking/index.ts";
import { intentOf } from "../../../systems/testing/intent.ts";
import type { KubernetesObject, ReviewedResource } from "../../../vocabulary/index.ts";
import { resourceChanges, reviewedResources } from "../index.ts";

/** What the review of one application says of a change of its objects. */
export function reviewOf(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly ReviewedResource[] {
  const sides = {
    name: "alert-stream-broker",
    namespace: "kafka",
    before: traced({ objects: before }),
    after: traced({ objects: after }),
  };
  const change = { before: intentOf(before), after: intentOf(after) };
  return reviewedResources(resourceChanges(sides), { change, scrubber: createScrubber() });
}

/** Each effect in one line: its name and its sentence. */
export function told(before: readonly KubernetesObject[], after: readonly KubernetesObject[]): string[] {
  return reviewOf(before, after).flatMap(({ effects }) => effects.map(({ name, message }) => `${name}: ${message}`));
}
