/** A throwaway schema registry for tests, one that takes explicit schema ids. */
export { type RegistryOptions, RegistryServer, type SchemaFixture, startRegistry } from "./server.ts";
