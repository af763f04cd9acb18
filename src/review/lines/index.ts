/** The changed lines of a review: what stands on each, how far it reaches, what follows from it, and how it should read. */
import type { Scrubber } from "../../masking/index.ts";
import type { Renderer } from "../../render/index.ts";
import type { ReviewedLine } from "../../vocabulary/index.ts";
import type { EnvironmentEvidence, ReviewedChange } from "../sides.ts";
import { ChangedLines } from "./changed-lines.ts";
import { groupByLine } from "./groups.ts";
import { inOrder } from "./order.ts";
import type { OwnedShare } from "./owned.ts";
import type { IndexedChange } from "./reached-fields.ts";
import { reviewedLine } from "./reviewed-line.ts";
import { sharesOf } from "./shares.ts";

export interface LinesPorts {
  readonly renderer: Pick<Renderer, "trace">;
  /** Knows the Secret values of both sides. */
  readonly scrubber: Scrubber;
}

/**
 * The lines of a change from which something follows: a rendered field that differs, or a finding. A line that several
 * environments and applications read stands once, with all that it reaches. The most severe come first, then the widest.
 */
export async function reviewedLines(
  evidence: readonly EnvironmentEvidence[],
  change: ReviewedChange,
  { renderer, scrubber }: LinesPorts,
): Promise<readonly ReviewedLine[]> {
  const lines = new ChangedLines(change.files);
  const context = { files: change.files, lines, renderer };
  const shares = await Promise.all(
    evidence.flatMap((one) =>
      one.sides.applications.map(async (sides): Promise<readonly OwnedShare[]> => {
        const found = await sharesOf(sides, changesOf(one, sides.name), context);
        return found.map((share) => ({ evidence: one, sides, share }));
      }),
    ),
  );
  const groups = groupByLine(shares.flat(), evidence, lines);
  const reviewed = groups.map((group) => reviewedLine(group, scrubber));
  return inOrder(reviewed.filter(({ reach, consequences }) => reach.fields > 0 || consequences.length > 0));
}

function changesOf({ changes }: EnvironmentEvidence, application: string): readonly IndexedChange[] {
  return changes.flatMap((change, index) => (change.application === application ? [[index, change] as const] : []));
}
