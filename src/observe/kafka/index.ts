/** What a Kafka cluster holds, read with two clients behind one port. */
export { connectKafka } from "./connect.ts";
export type { KafkaOptions, KafkaTimeouts } from "./options.ts";
export type { KafkaReader } from "./port.ts";
export { type BrokerAddress, directRoute, type KafkaRoute } from "./route.ts";
