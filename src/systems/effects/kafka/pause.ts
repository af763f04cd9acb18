import type { Effect } from "../../../vocabulary/index.ts";
import { isPaused } from "../../strimzi/index.ts";
import { effect } from "../said.ts";
import { titled, touches, type Update } from "../sides.ts";

/** A paused resource reaches nobody until the annotation goes. */
export function foretellPause(update: Update): readonly Effect[] {
  const { before, after } = update;
  if (!touches(update, "metadata", "annotations")) return [];
  if (after.kind === "KafkaNodePool" || isPaused(before) || !isPaused(after)) return [];
  const statement = `${titled(after)} is paused, so Strimzi acts on no change of it until strimzi.io/pause-reconciliation is taken away`;
  return [effect("reconciliation-paused", statement)];
}
