/** Health endpoints over HTTP. */
export { connectHealth, type HealthOptions } from "./connect.ts";
export type { HealthReader } from "./port.ts";
