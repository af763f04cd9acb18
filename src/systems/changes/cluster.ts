import { STRIMZI } from "../kafka-kinds.ts";
import { clusterLabelOf } from "../strimzi/index.ts";
import { type Change, fieldOf, type SystemDifference } from "../system.ts";
import { weighAddresses } from "./addresses.ts";
import { weighListeners } from "./listeners.ts";
import { pairsOf, removedOf } from "./pairs.ts";
import { weighInherited } from "./retention.ts";
import { risk } from "./risk.ts";
import { weighStorage } from "./storage.ts";
import { weighVersions } from "./versions.ts";

/** What a change of Kafka and KafkaNodePool resources does to the cluster. */
export function weighCluster(change: Change): readonly SystemDifference[] {
  return [
    ...pairsOf("Kafka", change).flatMap((pair) => [
      ...weighVersions(pair),
      ...weighListeners(pair),
      ...weighAddresses(pair),
      ...weighInherited(pair),
      // With node pools, Strimzi does not read it.
      ...(hasPools(pair.after.object.metadata.name, change) ? [] : weighStorage(pair, ["spec", "kafka", "storage"])),
    ]),
    ...pairsOf("KafkaNodePool", change).flatMap((pair) => weighStorage(pair, ["spec", "storage"])),
    ...removedOf("Kafka", change).map((one) => {
      const statement = `Kafka ${one.object.metadata.name} is no longer declared; where it is pruned, the whole cluster goes, and every client with it`;
      return risk({ reason: "cluster-removed", one, path: [], statement });
    }),
    ...weighPools(change),
  ];
}

/** Where the whole cluster goes, its pools go with it. */
function weighPools(change: Change): readonly SystemDifference[] {
  const gone = new Set(removedOf("Kafka", change).map(({ object }) => object.metadata.name));
  return removedOf("KafkaNodePool", change)
    .filter(({ object }) => fieldOf(object, "spec", "replicas") !== 0 && !gone.has(clusterLabelOf(object) ?? ""))
    .map((one) => {
      const statement = `KafkaNodePool ${one.object.metadata.name} is no longer declared; where it is pruned, its nodes and their copies of partitions go; move the partitions away first`;
      return risk({ reason: "cluster-removed", one, path: [], statement });
    });
}

function hasPools(cluster: string, { after }: Change): boolean {
  return after.declared.of(STRIMZI, "KafkaNodePool").some(({ object }) => clusterLabelOf(object) === cluster);
}
