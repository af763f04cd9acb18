import { clusterLabelOf } from "../strimzi/index.ts";
import { type Reflector, reflected } from "./reflect.ts";

/** The ACLs and quotas that Kafka keeps for a KafkaUser. */
export const reflectUser: Reflector = (object, [, part], { kafka }) => {
  const cluster = clusterLabelOf(object);
  const service = kafka.find(({ name, namespace }) => name === cluster && namespace === object.metadata.namespace);
  if (service === undefined || cluster === null || (part !== "authorization" && part !== "quotas")) return null;
  const { name } = object.metadata;
  const resource = { type: "user", cluster, name } as const;
  if (!service.state.ok) return { resource, source: null, unread: service.state.failure.why };
  const { acls, quotas } = service.state.value;
  if (part === "quotas") {
    return reflected(resource, quotas, (all) => {
      const own = all.find(
        ({ entity }) => entity.length === 1 && entity[0]?.type === "user" && isUser(entity[0].name, name),
      );
      return own === undefined ? { source: null } : { value: { ...own.values }, source: null };
    });
  }
  return reflected(resource, acls, ({ bindings }) => {
    const own = bindings.filter(({ principal }) => isUser(principal.replace(/^User:/, ""), name));
    return { value: own.map(aclText), source: null };
  });
};

/** SCRAM users go by their name, TLS users by the subject of their certificate. */
function isUser(entity: string | null, name: string): boolean {
  return entity === name || entity === `CN=${name}`;
}

interface Binding {
  readonly permission: string;
  readonly operation: string;
  readonly resourceType: string;
  readonly patternType: string;
  readonly resourceName: string;
}

function aclText({ permission, operation, resourceType, patternType, resourceName }: Binding): string {
  return [permission, operation, resourceType, patternType, resourceName].join(" ");
}
