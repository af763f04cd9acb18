import type { HttpService, ServicesConfig, TextSource } from "../config/services.ts";
import type { JsonObject, KubernetesObject } from "../vocabulary/index.ts";

interface Grant {
  readonly namespace: string;
  readonly rule: JsonObject;
}

/**
 * One Role for each namespace in which Holdfast reads credentials of services or reaches them through the API server.
 * @param name of every Role.
 */
export function reachRoles(services: ServicesConfig, name: string): KubernetesObject[] {
  const grants = [...secretGrants(services), ...forwardGrants(services), ...proxyGrants(services)];
  const byNamespace = Map.groupBy(grants, ({ namespace }) => namespace);
  return [...byNamespace]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, of]) => ({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name, namespace },
      rules: of.map(({ rule }) => rule),
    }));
}

/** Named one by one: a list of one name is allowed by its name. */
function secretGrants(services: ServicesConfig): Grant[] {
  const secrets = sourcesOf(services).flatMap((source) => (source.kind === "secret" ? [source] : []));
  const byNamespace = Map.groupBy(secrets, ({ namespace }) => namespace);
  return [...byNamespace].map(([namespace, of]) => ({
    namespace,
    rule: {
      apiGroups: [""],
      resources: ["secrets"],
      resourceNames: [...new Set(of.map(({ name }) => name))].toSorted(),
      verbs: ["list"],
    },
  }));
}

/** Newer API servers ask for `create` where a WebSocket opens a forward, older ones for `get`. */
function forwardGrants({ kafka }: ServicesConfig): Grant[] {
  const namespaces = kafka.flatMap(({ namespace, reach }) => (reach.kind === "port-forward" ? [namespace] : []));
  return [...new Set(namespaces)].flatMap((namespace) => [
    { namespace, rule: { apiGroups: [""], resources: ["pods/portforward"], verbs: ["get", "create"] } },
    { namespace, rule: { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list"] } },
  ]);
}

/** RBAC knows a proxied Service by its name and port, as they stand in the address. */
function proxyGrants({ registries, alertDatabase }: ServicesConfig): Grant[] {
  const over: readonly HttpService[] = [...registries, ...(alertDatabase === null ? [] : [alertDatabase])];
  return over.flatMap(({ reach }) => {
    if (reach.kind !== "service-proxy") return [];
    const resourceNames = [`${reach.service}:${reach.port}`];
    const rule = { apiGroups: [""], resources: ["services/proxy"], resourceNames, verbs: ["get"] };
    return [{ namespace: reach.namespace, rule }];
  });
}

/** Every text that comes from elsewhere. */
function sourcesOf({ kafka, registries, objectStore, alertDatabase }: ServicesConfig): readonly TextSource[] {
  const http = [...registries, ...(alertDatabase === null ? [] : [alertDatabase])];
  const store = objectStore === null ? [] : [objectStore.accessKey, objectStore.secretKey];
  const present = [
    ...kafka.flatMap(({ tls, sasl }) => [tls?.ca, tls?.client?.certificate, tls?.client?.key, sasl?.password]),
    ...http.flatMap(({ tls, basic }) => [tls?.ca, basic?.password]),
    ...store,
  ];
  return present.flatMap((source) => source ?? []);
}
