/** A throwaway Kubernetes control plane for tests and benchmarks, its clients, and a proxy that makes it misbehave. */
export { KUBERNETES_VERSION } from "./assets/build.ts";
export { type KubeAnswer, KubeClient, type RequestOptions } from "./client/kube-client.ts";
export { type RequestCount, readRequestCounts } from "./client/request-counts.ts";
export {
  applyClientSide,
  applyServerSide,
  type CommandOptions,
  clientOf,
  createNamespace,
  type HelmInstall,
  helmInstall,
  kubectl,
  type Manifest,
} from "./client/server-client.ts";
export { type Waiting, waitFor } from "./client/wait-for.ts";
export type { CrdSet } from "./crds/load.ts";
export { type ControlPlane, type ControlPlaneOptions, startControlPlane } from "./plane/control-plane.ts";
export { type PlaneAddress, USERS, type User } from "./plane/users.ts";
export { type FaultProxy, type FaultProxyOptions, startFaultProxy } from "./proxy/fault-proxy.ts";
export type { ProxiedRequest } from "./proxy/request-log.ts";
export type { Fault, FaultRule, Matcher } from "./proxy/rules.ts";
