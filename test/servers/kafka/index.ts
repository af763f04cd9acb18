/** A throwaway Kafka for tests and benchmarks: one or three brokers with every kind of listener, and what brings it into a state. */
export { KAFKA_VERSION } from "./assets.ts";
export type { ClientCertificate } from "./certificates.ts";
export { ADMIN, KafkaCluster, type KafkaOptions, LISTENERS, type Listener, startKafka } from "./cluster.ts";
export { type AclFixture, type EntityFixture, KafkaFixtures, type TopicFixture } from "./fixtures.ts";
