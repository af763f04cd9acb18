/** Environments and their applications: what git declares, before anything of it is rendered. */
export type {
  Application,
  ArgoIgnoreDifference,
  Environment,
  HelmParameter,
  UnsupportedApplication,
} from "./application.ts";
export { environmentNames, readEnvironment } from "./read.ts";
export type { ApplicationRenderer, EnvironmentRequest } from "./request.ts";
