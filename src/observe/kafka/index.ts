/** What a Kafka cluster holds, read with two clients behind one port. */
export { connectKafka, type KafkaOptions, type KafkaTimeouts } from "./connect.ts";
export type { KafkaReader } from "./port.ts";
export { type BrokerAddress, directRoute, type KafkaRoute } from "./route.ts";
