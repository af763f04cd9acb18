import type { ConfigEntry, ConfigSource, KafkaState, PartitionState, TopicState } from "../../observe/kafka/state.ts";
import {
  type Json,
  type KubernetesObject,
  type Reading,
  read,
  resourceKey,
  resourceOf,
  serviceTitle,
  toKeyedPath,
  unread,
} from "../../vocabulary/index.ts";
import type { Evidence, KafkaEvidence } from "../evidence.ts";
import type { Judgement } from "../system.ts";

/** The time of the check, an hour after everything was made. */
export const NOW = new Date("2026-11-24T12:00:00Z");
export const CREATED = "2026-11-24T11:00:00Z";

export const READY = { conditions: [{ type: "Ready", status: "True" }], observedGeneration: 1 };

/** A resource of Strimzi's of cluster `alert-broker` in namespace `kafka`, made an hour ago. */
export function strimzi(kind: string, name: string, rest: Record<string, Json> = {}): KubernetesObject {
  const { metadata, ...others } = rest;
  return {
    apiVersion: "kafka.strimzi.io/v1",
    kind,
    metadata: {
      name,
      namespace: "kafka",
      generation: 1,
      creationTimestamp: CREATED,
      labels: { "strimzi.io/cluster": "alert-broker" },
      ...(metadata as object | undefined),
    },
    status: READY,
    ...others,
  };
}

/** The Kafka resource with both operators and simple authorization. */
export function kafkaResource(rest: Record<string, Json> = {}): KubernetesObject {
  return strimzi("Kafka", "alert-broker", {
    spec: {
      kafka: { authorization: { type: "simple" }, config: {} },
      entityOperator: { topicOperator: {}, userOperator: {} },
    },
    ...rest,
  });
}

export function topicState(
  name: string,
  partitions: readonly Partial<PartitionState>[],
  rest: Partial<TopicState> = {},
): TopicState {
  return {
    name,
    topicId: "id-of-topic",
    internal: false,
    partitions: partitions.map((part, partition) => ({
      partition,
      leader: 1,
      replicas: [1, 2, 3],
      inSyncReplicas: part.replicas ?? [1, 2, 3],
      ...part,
    })),
    ...rest,
  };
}

export function configEntry(name: string, value: string, source: ConfigSource = "DYNAMIC_TOPIC_CONFIG"): ConfigEntry {
  return { name, value, source, sensitive: false, synonyms: [] };
}

const ALIVE = [1, 2, 3].map((id) => ({ id, host: "localhost", port: 9090 + id, rack: null }));

/** A healthy cluster of three brokers that holds nothing. */
export function kafkaState(rest: Partial<KafkaState> = {}): KafkaState {
  return {
    cluster: read({ id: "cluster", controller: 1, brokers: ALIVE }),
    quorum: read({ leader: 1, voters: [1, 2, 3], observers: [] }),
    topics: read([]),
    topicConfigs: read({ inherited: [], topics: [] }),
    brokerConfigs: read([]),
    acls: read({ authorizer: true, bindings: [] }),
    scramUsers: read([]),
    quotas: read([]),
    logDirectories: read([]),
    reassignments: read([]),
    groups: read([]),
    ...rest,
  };
}

export interface Seen {
  /** Live objects; git declares the same unless `declared` says otherwise. */
  readonly live?: readonly KubernetesObject[];
  readonly declared?: readonly KubernetesObject[];
  readonly kafka?: Partial<KafkaEvidence>;
  readonly state?: Partial<KafkaState> | null;
  readonly now?: Date;
  /** Kinds that could not be listed. */
  readonly unlisted?: readonly string[];
}

/** What a system judges from, of one environment with one Kafka cluster. */
export function evidenceOf({
  live = [],
  declared = live,
  kafka = {},
  state = {},
  now = NOW,
  unlisted = [],
}: Seen): Evidence {
  const objects = declared.map((object) => ({ application: "alert-stream-broker", object }));
  const keys = new Set(declared.map((object) => resourceKey(resourceOf(object))));
  return {
    now,
    declared: {
      objects,
      of: (group, kind) => objects.filter(({ object }) => isOf(object, group, kind)),
      applicationOf: (key) => (keys.has(key) ? "alert-stream-broker" : null),
    },
    live: {
      of: ({ group, kind, namespace }): Reading<readonly KubernetesObject[]> =>
        unlisted.includes(kind)
          ? unread("no-permission", kind, "forbidden")
          : read(live.filter((object) => isOf(object, group, kind) && object.metadata.namespace === namespace)),
    },
    kafka: [
      {
        cluster: "alert-broker",
        namespace: "kafka",
        state: state === null ? null : kafkaState(state),
        groups: [],
        lastMessages: [],
        absent: [],
        ...kafka,
      },
    ],
    registries: [],
    buckets: null,
    terraform: null,
    alertDatabaseHealth: null,
  };
}

function isOf(object: KubernetesObject, group: string, kind: string): boolean {
  return resourceOf(object).group === group && object.kind === kind;
}

/** Each finding in one line: kind, layer, what, path, reason, who undoes it, what causes it. */
export function inShort({ differences, failures }: Judgement): string[] {
  const found = differences.map(({ difference }) => {
    const { kind, layer, resource, path, reason, undoneBy, cause } = difference;
    const title = resource.type === "kubernetes" ? `${resource.kind} ${resource.name}` : titleOf(resource);
    const because = cause === undefined ? [] : [`because ${causeOf(cause)}`];
    const where = path.length === 0 ? [] : [toKeyedPath(path)];
    return [
      kind,
      layer,
      title,
      ...where,
      ...(reason === null ? [] : [`(${reason})`]),
      ...(undoneBy === undefined ? [] : [`undone by ${undoneBy}`]),
      ...because,
    ].join(" ");
  });
  return [...found, ...failures.map(({ failure }) => `unread ${failure.what} (${failure.reason})`)];
}

type Difference = Judgement["differences"][number]["difference"];

function causeOf({ resource, path }: NonNullable<Difference["cause"]>): string {
  const title = resource.type === "kubernetes" ? `${resource.kind} ${resource.name}` : titleOf(resource);
  return [title, ...(path === null || path.length === 0 ? [] : [toKeyedPath(path)])].join(" ");
}

function titleOf(resource: Difference["resource"]): string {
  return resource.type === "kubernetes" || resource.type === "values" ? "" : serviceTitle(resource);
}
