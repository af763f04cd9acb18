/** Throwaway schema registries for tests: one that takes explicit schema ids, and Apicurio with its deviations. */
export { startApicurio } from "./apicurio.ts";
export { type RegistryOptions, RegistryServer, type SchemaFixture, startRegistry } from "./server.ts";
