import type { Effect } from "../../../vocabulary/index.ts";
import { isPaused } from "../../strimzi/index.ts";
import { effect } from "../said.ts";
import { titled, type Update } from "../sides.ts";

/** A paused resource reaches nobody until the annotation goes. */
export function foretellPause({ before, after }: Update): readonly Effect[] {
  if (after.kind === "KafkaNodePool" || isPaused(before) || !isPaused(after)) return [];
  const statement = `${titled(after)} is paused, so Strimzi acts on no change of it until strimzi.io/pause-reconciliation is taken away`;
  return [effect("reconciliation-paused", statement)];
}
