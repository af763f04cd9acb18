import type { Scrubber } from "../../masking/index.ts";
import { systemOf } from "../../systems/index.ts";
import type { Change } from "../../systems/system.ts";
import type { ChangeKind, ReviewedResource } from "../../vocabulary/index.ts";
import type { ResourceChange } from "../sides.ts";
import { effectsOf } from "./effects.ts";
import { maskedFields } from "./masks.ts";

export interface ReviewedContext {
  /** The whole environment, before and after. */
  readonly change: Change;
  /** Knows the Secret values of both sides. */
  readonly scrubber: Scrubber;
}

/** Changes as a report shows them: masked, with what they do. */
export function reviewedResources(
  changes: readonly ResourceChange[],
  { change, scrubber }: ReviewedContext,
): readonly ReviewedResource[] {
  return changes.map((one) => {
    const { application, resource, formerly, before, after, fields } = one;
    const system = systemOf(resource, after ?? before, application);
    const effects = effectsOf({ before, after, fields, change }, { resource, application });
    return {
      application,
      system,
      resource,
      change: changeKindOf(one),
      formerly,
      fields: maskedFields(one, scrubber),
      effects: effects.map((effect) => ({ ...effect, message: scrubber.scrub(effect.message) })),
    };
  });
}

function changeKindOf({ before, after, formerly }: ResourceChange): ChangeKind {
  if (before === null) return "added";
  if (after === null) return "removed";
  return formerly === null ? "changed" : "renamed";
}
