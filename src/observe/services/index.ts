/** The services behind an environment: each by a reader of its own, connected when it is first read. */
export { type ConnectServicesOptions, connectServices } from "./live/connect.ts";
export type { KafkaService, RegistryService, Services } from "./port.ts";
