/** A throwaway Kafka for tests and benchmarks: one or three brokers with every kind of listener, and what brings it into a state. */
export type { ClientCertificate } from "./certificates.ts";
export { ADMIN, KafkaCluster, LISTENERS, type Listener } from "./cluster.ts";
export { type Fault, FaultProxy } from "./fault-proxy.ts";
export {
  type AclFixture,
  type EntityFixture,
  type GroupMember,
  KafkaFixtures,
  type MemberFixture,
  type MessageFixture,
  type TopicFixture,
} from "./fixtures/index.ts";
export { type KafkaOptions, startKafka } from "./start.ts";
