import { fieldOf } from "../../../../src/systems/system.ts";
import type { KubernetesObject } from "../../../../src/vocabulary/index.ts";
import type { AclFixture, TopicFixture } from "../../kafka/index.ts";

/** A KafkaUser in Kafka's words. */
export interface WantedUser {
  /** As Strimzi names it: `alerce`, `CN=schema-registry`. */
  readonly username: string;
  readonly scram: boolean;
  readonly acls: readonly AclFixture[];
  readonly quotas: Readonly<Record<string, number>>;
}

/** What the operators make of custom resources, by the rules that Strimzi documents. */
export class Wanted {
  readonly #topics: ReadonlyMap<string, TopicFixture>;
  readonly users: readonly WantedUser[];

  /** @param besides topics that are no KafkaTopics. */
  constructor(objects: readonly KubernetesObject[], besides: readonly TopicFixture[] = []) {
    const topics = [...objects.filter(({ kind }) => kind === "KafkaTopic").map(topicOf), ...besides];
    this.#topics = new Map(topics.map((topic) => [topic.name, topic]));
    this.users = objects.filter(({ kind }) => kind === "KafkaUser").map(userOf);
  }

  get topics(): readonly TopicFixture[] {
    return [...this.#topics.values()];
  }

  /** By its name in Kafka. */
  topic(name: string): TopicFixture | undefined {
    return this.#topics.get(name);
  }

  mustTopic(name: string): TopicFixture {
    const topic = this.#topics.get(name);
    if (topic === undefined) throw new Error(`nobody wants a topic ${name}`);
    return topic;
  }
}

export function topicOf(object: KubernetesObject): TopicFixture {
  const config = Object.entries((fieldOf(object, "spec", "config") ?? {}) as Record<string, unknown>);
  return {
    name: (fieldOf(object, "spec", "topicName") as string | undefined) ?? object.metadata.name,
    partitions: fieldOf(object, "spec", "partitions") as number,
    replicas: fieldOf(object, "spec", "replicas") as number,
    config: Object.fromEntries(config.map(([key, value]) => [key, String(value)])),
  };
}

interface AclRule {
  readonly resource: { readonly type: string; readonly name?: string; readonly patternType?: string };
  readonly operations: readonly string[];
  readonly host?: string;
  readonly type?: string;
}

const QUOTAS = {
  producerByteRate: "producer_byte_rate",
  consumerByteRate: "consumer_byte_rate",
  requestPercentage: "request_percentage",
  controllerMutationRate: "controller_mutation_rate",
} as const;

export function userOf(object: KubernetesObject): WantedUser {
  const scram = fieldOf(object, "spec", "authentication", "type") === "scram-sha-512";
  const username = scram ? object.metadata.name : `CN=${object.metadata.name}`;
  const rules = (fieldOf(object, "spec", "authorization", "acls") ?? []) as AclRule[];
  const quotas = Object.entries(QUOTAS).flatMap(([field, key]) => {
    const value = fieldOf(object, "spec", "quotas", field);
    return typeof value === "number" ? [[key, value] as const] : [];
  });
  return {
    username,
    scram,
    acls: rules.flatMap((rule) => bindingsOf(rule, `User:${username}`)),
    quotas: Object.fromEntries(quotas),
  };
}

function bindingsOf({ resource, operations, host = "*", type = "allow" }: AclRule, principal: string): AclFixture[] {
  return operations.map((operation) => ({
    resourceType: resource.type.toUpperCase() as AclFixture["resourceType"],
    resourceName: resource.name ?? "kafka-cluster",
    patternType: resource.patternType === "prefix" ? "PREFIXED" : "LITERAL",
    principal,
    host,
    operation: operation.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase() as AclFixture["operation"],
    permission: type === "deny" ? "DENY" : "ALLOW",
  }));
}
