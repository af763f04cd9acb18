import {
  type AclResource,
  type BrokerResource,
  isJsonObject,
  type KubernetesResource,
  type Path,
  type QuotaResource,
  type Resource,
  resourceOf,
  type TopicResource,
  type UserResource,
} from "../vocabulary/index.ts";
import type { Declared, DeclaredObject } from "./evidence.ts";
import { STRIMZI } from "./kafka-kinds.ts";
import { clusterLabelOf } from "./strimzi/index.ts";
import { fieldOf } from "./system.ts";
import { topicNameOf } from "./topics/declared-topic.ts";
import { aclKey, expandRules } from "./users/acl-rules.ts";
import { loginOf, principalNames, QUOTA_KEYS } from "./users/declared-user.ts";

/** A field of a resource that git declares; with an empty path the resource itself. */
export interface DeclaredField {
  readonly resource: KubernetesResource;
  readonly path: Path;
}

/**
 * The declared field that asks for something which a service keeps: `/partitions` of a topic is asked for by
 * `/spec/partitions` of its KafkaTopic. Null where git does not ask for it, or not in one place only.
 */
export function declaredField(resource: Resource, path: Path, declared: Declared): DeclaredField | null {
  if (resource.type === "topic") return ofTopic(resource, path, declared);
  if (resource.type === "broker") return ofBroker(resource, path, declared);
  if (resource.type === "acl") return ofAcl(resource, declared);
  if (resource.type === "user") return ofUser(resource, path, declared);
  return resource.type === "quota" ? ofQuota(resource, path, declared) : null;
}

function ofTopic({ cluster, name }: TopicResource, path: Path, declared: Declared): DeclaredField | null {
  const topic = only(
    declared
      .of(STRIMZI, "KafkaTopic")
      .filter(({ object }) => topicNameOf(object) === name && clusterLabelOf(object) === cluster),
  );
  const [first, key] = path;
  if (first === undefined) return fieldIn(topic, []);
  const isShape = path.length === 1 && (first === "partitions" || first === "replicas");
  return isShape || (first === "config" && key !== undefined) ? fieldIn(topic, ["spec", ...path]) : null;
}

function ofBroker({ cluster }: BrokerResource, path: Path, declared: Declared): DeclaredField | null {
  const kafka = only(declared.of(STRIMZI, "Kafka").filter(({ object }) => object.metadata.name === cluster));
  return path[0] === "config" && path.length > 1 ? fieldIn(kafka, ["spec", "kafka", ...path]) : null;
}

function ofAcl(acl: AclResource, declared: Declared): DeclaredField | null {
  const user = only(usersOf(acl.cluster, declared).filter(({ object }) => `User:${loginOf(object)}` === acl.principal));
  const rules = user === null ? undefined : fieldOf(user.object, "spec", "authorization", "acls");
  const asking = (Array.isArray(rules) ? rules : []).flatMap((rule, index) =>
    isJsonObject(rule) && expandRules([rule], acl.principal).some((one) => aclKey(one) === aclKey(acl)) ? [index] : [],
  );
  const [index, another] = asking;
  if (index === undefined || another !== undefined) return null;
  return fieldIn(user, ["spec", "authorization", "acls", { index, key: null }]);
}

function ofUser({ cluster, name }: UserResource, path: Path, declared: Declared): DeclaredField | null {
  const user = only(usersOf(cluster, declared).filter(({ object }) => object.metadata.name === name));
  return path.length === 0 ? fieldIn(user, []) : null;
}

function ofQuota({ cluster, entity }: QuotaResource, path: Path, declared: Declared): DeclaredField | null {
  const user = only(
    usersOf(cluster, declared).filter(
      ({ object }) =>
        principalNames(object).some((name) => entity === `user=${name}`) &&
        isJsonObject(fieldOf(object, "spec", "quotas")),
    ),
  );
  const [key] = path;
  if (key === undefined) return fieldIn(user, ["spec", "quotas"]);
  const field = Object.entries(QUOTA_KEYS).find(([, name]) => name === key)?.[0];
  return field === undefined ? null : fieldIn(user, ["spec", "quotas", field]);
}

function usersOf(cluster: string, declared: Declared): readonly DeclaredObject[] {
  return declared.of(STRIMZI, "KafkaUser").filter(({ object }) => clusterLabelOf(object) === cluster);
}

/** Two that ask for the same leave open which of them it is. */
function only(found: readonly DeclaredObject[]): DeclaredObject | null {
  const [first, second] = found;
  return second === undefined ? (first ?? null) : null;
}

function fieldIn(declared: DeclaredObject | null, path: Path): DeclaredField | null {
  return declared === null ? null : { resource: resourceOf(declared.object), path };
}
