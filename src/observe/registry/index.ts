/** A schema registry that speaks Confluent's REST interface. */
export { connectRegistry, type RegistryOptions } from "./live/connect.ts";
export type { RegistryReader } from "./port.ts";
