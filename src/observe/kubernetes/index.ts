/** A Kubernetes cluster, read through its API server. */
export { LateRoutes } from "./late-routes.ts";
export {
  type ConnectOptions,
  connect,
  connectDryRun,
  connectRoutes,
  loadClient,
  type ReaderOptions,
} from "./live/connect.ts";
export type { DryRunner } from "./live/dry-run.ts";
export type { LiveReader } from "./live/reader.ts";
export type {
  Discovery,
  KubernetesDryRun,
  KubernetesReader,
  ListTarget,
  OpenApiDocument,
  RequestCounts,
  ServedKind,
} from "./port.ts";
export type { ClusterRoutes, PodPort, ServiceAnswer, ServicePath } from "./routes.ts";
