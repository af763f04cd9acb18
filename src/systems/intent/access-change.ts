import type { AclBinding } from "../../observe/kafka/state.ts";
import { isJsonObject, type KubernetesObject } from "../../vocabulary/index.ts";
import { clusterLabelOf } from "../strimzi/index.ts";
import { type DeclaredIntent, fieldOf } from "../system.ts";
import { aclKey, expandRules } from "../users/acl-rules.ts";
import { textOf } from "../workload/index.ts";
import { accessInWords } from "./access-words.ts";
import { declaredClusters } from "./cluster.ts";
import { type DeclaredKafka, kafkaNamed } from "./kafka.ts";
import { type Asked, covers, mayDo, OPERATIONS } from "./permission.ts";

/** What a KafkaUser may do, as git declares it. */
export interface Access {
  readonly user: string;
  /** Null where nothing is refused: no ACLs decide, or it is a super user. */
  readonly bindings: readonly AclBinding[] | null;
  /** The topics that git declares for the cluster, by their names in Kafka. */
  readonly topics: readonly string[];
}

/** What a user may do before a change and not after, and the reverse, as a sentence says it; null for nothing. */
export interface AccessChange {
  readonly lost: string | null;
  readonly gained: string | null;
}

/** Null where git declares no such Kafka. */
export function accessOf(user: KubernetesObject, intent: DeclaredIntent): Access | null {
  const { name, namespace } = user.metadata;
  const cluster = clusterLabelOf(user);
  const kafka = cluster === null ? null : kafkaNamed({ cluster, namespace }, intent.declared);
  if (kafka === null) return null;
  const rules = fieldOf(user, "spec", "authorization", "acls");
  const bindings = expandRules(Array.isArray(rules) ? rules.filter(isJsonObject) : [], `User:${name}`);
  return { user: name, bindings: isFree(name, kafka) ? null : bindings, topics: topicsIn(kafka, intent) };
}

/** Compares what the rules allow, not how they are written. A topic that goes itself is nobody's loss of access. */
export function accessChange(before: Access, after: Access): AccessChange {
  const known = new Set(after.topics);
  const gone = new Set(before.topics.filter((topic) => !known.has(topic)));
  const topics = after.topics.flatMap((name) => ["READ", "WRITE"].map((operation) => asTopic(name, operation)));
  const asked = distinctly([...topics, ...askedBy(before), ...askedBy(after)]).filter(
    ({ resourceType, patternType, resourceName }) =>
      resourceType !== "TOPIC" || patternType !== "LITERAL" || !gone.has(resourceName),
  );
  return {
    lost: inWords(asked, { may: before, mayNot: after, known }),
    gained: inWords(asked, { may: after, mayNot: before, known }),
  };
}

interface Compared {
  readonly may: Access;
  readonly mayNot: Access;
  /** Topics that git declares. */
  readonly known: ReadonlySet<string>;
}

function inWords(asked: readonly Asked[], { may, mayNot, known }: Compared): string | null {
  const changed = asked.filter((one) => mayDo(one, may.bindings) && !mayDo(one, mayNot.bindings));
  const hosts = new Set((mayNot.bindings ?? []).map(({ host }) => host));
  const told = changed
    .filter((one) => !isToldByTopic(one, changed, known))
    .map((one) => {
      const isPartOnly = one.host === "*" && [...hosts].some((host) => mayDo({ ...one, host }, mayNot.bindings));
      return { ...one, host: isPartOnly ? "every host" : one.host };
    });
  return accessInWords(told, may.user);
}

/** A pattern changes nothing more to tell where topics that git declares change with it. */
function isToldByTopic(one: Asked, changed: readonly Asked[], known: ReadonlySet<string>): boolean {
  if (one.resourceType !== "TOPIC" || !isPattern(one)) return false;
  return changed.some((other) => {
    const isDeclared = !isPattern(other) && known.has(other.resourceName);
    return isDeclared && other.host === one.host && covers({ ...one, permission: "DENY" }, other);
  });
}

function isPattern({ patternType, resourceName }: Asked): boolean {
  return patternType === "PREFIXED" || resourceName === "*";
}

function askedBy({ bindings }: Access): readonly Asked[] {
  return (bindings ?? []).flatMap((binding) =>
    (binding.operation === "ALL" ? (OPERATIONS[binding.resourceType] ?? []) : [binding.operation]).map((operation) => {
      const { resourceType, resourceName, patternType, host } = binding;
      return { resourceType, resourceName, patternType, host, operation };
    }),
  );
}

function asTopic(resourceName: string, operation: string): Asked {
  return { resourceType: "TOPIC", resourceName, patternType: "LITERAL", host: "*", operation };
}

function distinctly(asked: readonly Asked[]): readonly Asked[] {
  return [...new Map(asked.map((one) => [aclKey({ ...one, principal: "", permission: "" }), one])).values()];
}

function isFree(name: string, { hasAcls, superUsers }: DeclaredKafka): boolean {
  return !hasAcls || [name, `CN=${name}`].some((principal) => superUsers.includes(principal));
}

function topicsIn(kafka: DeclaredKafka, intent: DeclaredIntent): readonly string[] {
  const cluster = declaredClusters(intent).find(({ object }) => object === kafka.object);
  return (cluster?.topics ?? []).map(
    ({ object }) => textOf(fieldOf(object, "spec", "topicName")) ?? object.metadata.name,
  );
}
