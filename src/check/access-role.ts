import type { KubernetesObject } from "../vocabulary/index.ts";
import type { ListedKind } from "./access.ts";

/** Of every role that is printed. */
export const ROLE_NAME = "holdfast-reader";

/** The least role that lets a check read: list for each kind that it lists, and the API server's own descriptions. */
export function readerRole(kinds: readonly ListedKind[]): KubernetesObject {
  const groups = Map.groupBy(kinds, ({ kind }) => kind.group);
  const lists = [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, of]) => ({
      apiGroups: [group],
      resources: [...new Set(of.map(({ kind }) => kind.plural))].toSorted(),
      verbs: ["list"],
    }));
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: ROLE_NAME },
    rules: [...lists, { nonResourceURLs: ["/api", "/apis", "/openapi/v3", "/openapi/v3/*"], verbs: ["get"] }],
  };
}
