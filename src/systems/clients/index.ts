/** Programs that speak to Kafka, as git declares them: where they connect, who they log in as, what they need. */
export { judgeAddresses, judgeServers } from "./addresses.ts";
export { type KafkaClient, kafkaOf } from "./client.ts";
export { judgeCredentials, mountedCertificate, userOf } from "./credentials.ts";
export { judgeRights } from "./rights.ts";
export { judgeTopic } from "./topic.ts";
