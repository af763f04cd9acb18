/** holdfast.yaml: found, checked as a whole, and turned into the configuration that everything else reads. */
export type {
  AppOfAppsLayout,
  ClusterConfig,
  Config,
  EnvironmentConfig,
  Exclusion,
  HelmConfig,
  IgnoreRule,
  PlainApplication,
  PlainLayout,
  Tracking,
} from "./config.ts";
export { configJsonSchema } from "./json-schema.ts";
export { findConfig, loadConfig } from "./load.ts";
export { parseConfig } from "./parse.ts";
export { fillPlaceholders } from "./placeholders.ts";
export { proposeConfig } from "./propose/index.ts";
