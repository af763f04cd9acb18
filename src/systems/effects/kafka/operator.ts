import type { Effect } from "../../../vocabulary/index.ts";
import type { ObjectChange } from "../../system.ts";
import { containersOf, variableOf } from "../../workload/index.ts";
import { effect } from "../said.ts";
import { isOf, titled, updateOf } from "../sides.ts";

/** The images of brokers, by Kafka version: another one for a version restarts every broker of it. */
const IMAGES = "STRIMZI_KAFKA_IMAGES";

/** Another operator brings other images for the brokers (source: Strimzi, "Upgrading Strimzi": Pods roll). */
export function foretellOperator(change: ObjectChange): readonly Effect[] {
  const update = updateOf(change);
  if (update === null || !isOf("apps", ["Deployment"], update.after)) return [];
  const [was, is] = [update.before, update.after].map((operator) =>
    containersOf(operator).flatMap((container) => variableOf(container, IMAGES)?.value.trim() ?? []),
  );
  if (was?.[0] === undefined || is?.[0] === undefined || was[0] === is[0]) return [];
  const statement = `${titled(update.after)} brings other images for Kafka, so the brokers of every Kafka that it looks after restart one after the other`;
  return [effect("brokers-roll", statement)];
}
