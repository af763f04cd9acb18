/** Terraform: buckets and identities. It renders nothing, so no rendered resource is its own. */
import type { Declared, Evidence, LiveKind } from "../evidence.ts";
import { kindsOf } from "../found.ts";
import { type Judgement, NOTHING_FOUND, type System } from "../system.ts";
import { judgeStateBuckets } from "./buckets.ts";
import { accountsIn, judgeIdentities } from "./identities.ts";

export const terraform: System = {
  name: "terraform",
  owns: () => false,
  lists: (declared: Declared): readonly LiveKind[] => kindsOf(accountsIn(declared).map(({ account }) => account)),
  judge: judgeState,
};

function judgeState(evidence: Evidence): Judgement {
  const { terraform: state } = evidence;
  if (state === null) return NOTHING_FOUND;
  const differences = [...judgeStateBuckets(state, evidence), ...judgeIdentities(state, evidence)];
  return { differences, failures: [], notes: [] };
}
