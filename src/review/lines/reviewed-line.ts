import type { Scrubber } from "../../masking/index.ts";
import { type Reach, type ReviewedLine, toValuesKey } from "../../vocabulary/index.ts";
import { effectsOfFields } from "../changes/index.ts";
import { type Follows, mergeConsequences, ofEffect, ofFinding } from "./consequences.ts";
import type { LineGroup } from "./groups.ts";
import type { OwnedShare } from "./owned.ts";
import { suggestionFor } from "./suggestions/index.ts";
import { type ShownValue, shownValue } from "./values-shown.ts";

/** A line as a report shows it. */
export function reviewedLine(group: LineGroup, scrubber: Scrubber): ReviewedLine {
  const { file, side, line, inDiff } = group.place;
  const shown = shownOf(group, scrubber);
  return {
    file,
    side,
    line,
    inDiff,
    key: shown === null ? keyOfFindings(group) : toValuesKey(shown.key),
    ...(shown?.before !== undefined && { before: shown.before }),
    ...(shown?.after !== undefined && { after: shown.after }),
    reach: reachOf(group),
    consequences: mergeConsequences(followsOf(group)),
    suggestion: shown?.isSecret === true ? null : suggestionFor(group, scrubber),
  };
}

/** One application's view of the line stands for all: they read the same file. */
function shownOf({ shares }: LineGroup, scrubber: Scrubber): ShownValue | null {
  const [first] = shares.filter(({ share }) => share.leaf !== null);
  if (first === undefined) return null;
  const { before, after } = first.sides;
  if (before === null || after === null) return null;
  const leaves = shares.flatMap(({ sides, share }) => (sides === first.sides ? (share.leaf ?? []) : []));
  const isSecret = shares.some(({ share }) =>
    share.links.some(({ resource: { group, kind } }) => group === "" && kind === "Secret"),
  );
  return shownValue(leaves, { before, after, isSecret, scrubber });
}

function keyOfFindings({ findings }: LineGroup): string | null {
  return findings.map(({ located }) => located.finding.provenance?.key ?? null).find((key) => key !== null) ?? null;
}

/** Each environment has its own object, so one line may reach a field once in each. */
function reachOf({ shares, findings }: LineGroup): Reach {
  const reached = shares.flatMap((one) =>
    one.share.fields.map(({ resource, field }) => ({ environment: nameOf(one), resource, field })),
  );
  const fields = new Set(reached.map(({ environment, resource, field }) => `${environment} ${resource} ${field}`));
  const resources = new Set(reached.map(({ environment, resource }) => `${environment} ${resource}`));
  const named = reached.length > 0 ? reached.map(({ environment }) => environment) : findings.map(nameOf);
  return { fields: fields.size, resources: resources.size, environments: [...new Set(named)].toSorted() };
}

/** What the changes do that the line has a part in, and what is found on it. */
function followsOf({ shares, findings }: LineGroup): readonly Follows[] {
  return [...shares.flatMap(effectsOf), ...findings.map((one) => ofFinding(nameOf(one), one.located.finding))];
}

/** What the fields that the line reaches do; another field of the same object may do more. */
function effectsOf(one: OwnedShare): readonly Follows[] {
  const { changes, sides } = one.evidence;
  const fields = Map.groupBy(one.share.fields, ({ resource }) => resource);
  const effects = [...fields].flatMap(([index, reached]) => {
    const change = changes[index];
    if (change === undefined) return [];
    const pointers = new Set(reached.map(({ field }) => field));
    return effectsOfFields(change, pointers, { before: sides.before, after: sides.after });
  });
  return effects.map((effect) => ofEffect(nameOf(one), effect));
}

function nameOf({ evidence }: Pick<OwnedShare, "evidence">): string {
  return evidence.sides.environment.name;
}
