/** Throwaway schema registries for tests: one that takes explicit schema ids, and Apicurio with its deviations. */
export { startApicurio } from "./apicurio.ts";
export { RegistryServer, type SchemaFixture } from "./server.ts";
export { type RegistryOptions, startRegistry } from "./start.ts";
