/** What git alone says about Kafka clusters and those who use them, as couplings look at it. */
export { isWholeIn } from "./absence.ts";
export { type Right, rightsLacking } from "./access.ts";
export { accessChange, accessOf } from "./access-change.ts";
export { addressesIn, type BootstrapAddress, serviceAt } from "./address.ts";
export { unknownClusters, withoutOperator } from "./belonging.ts";
export {
  brokerConfigOf,
  type DeclaredCluster,
  declaredClusters,
  listenersOf,
  nodesOf,
  nodesWith,
  type PlacedListener,
  rolesOf,
  watchedNamespace,
  wholeNumberIn,
} from "./cluster.ts";
export { type Coupled, coupling } from "./coupling.ts";
export {
  brokerDurability,
  brokerReplicasOver,
  durabilityFault,
  durabilityLoss,
  MIN_IN_SYNC,
} from "./durability.ts";
export { envPath, flagPath } from "./fields.ts";
export { type DeclaredKafka, declaresKafka, kafkaNamed, kafkasIn, type Listener } from "./kafka.ts";
export { alike, listed } from "./listed.ts";
export { surelyLacksTopic, topicNamed } from "./topics.ts";
