import { describe, expect, it } from "vitest";
import { type Json, read, unread } from "../../vocabulary/index.ts";
import {
  configEntry,
  evidenceOf,
  inShort,
  kafkaResource,
  READY,
  type Seen,
  strimzi,
  topicState,
} from "../testing/evidence.ts";
import { judgeCluster } from "./judge.ts";

const CONFIG = { "auto.create.topics.enable": false, "default.replication.factor": 3 };
const KAFKA = kafka(CONFIG);
const POOL = strimzi("KafkaNodePool", "brokers", {
  spec: { replicas: 3, roles: ["broker"] },
  status: { nodeIds: [1, 2, 3], observedGeneration: 1 },
});
const CONTROLLERS = strimzi("KafkaNodePool", "controllers", {
  spec: { replicas: 3, roles: ["controller"] },
  status: { nodeIds: [10, 11, 12], observedGeneration: 1 },
});
const LIVE = [KAFKA, POOL, CONTROLLERS];
const STATIC = [
  configEntry("auto.create.topics.enable", "false", "STATIC_BROKER_CONFIG"),
  configEntry("default.replication.factor", "3", "STATIC_BROKER_CONFIG"),
];

function kafka(config: Record<string, Json>, rest: Record<string, Json> = {}) {
  return kafkaResource({ spec: { kafka: { config }, entityOperator: {} }, ...rest });
}

function configs(
  of: Partial<Record<number, ReturnType<typeof configEntry>[]>>,
  everywhere: ReturnType<typeof configEntry>[] = [],
) {
  const brokers = [1, 2, 3].map((broker) => ({ broker, entries: read([...STATIC, ...(of[broker] ?? [])]) }));
  return read([...brokers, { broker: null, entries: read(everywhere) }]);
}

const RIGHT = { brokerConfigs: configs({}) };
const TWO_ALIVE = read({
  id: "cluster",
  controller: 1,
  brokers: [1, 2].map((id) => ({ id, host: "localhost", port: 9090 + id, rack: null })),
});

type Row = readonly [string, Seen, readonly string[]];

const CALM: readonly Row[] = [
  ["a cluster as it should be", { live: LIVE, state: RIGHT }, []],
  [
    "what Kafka itself holds in the cluster-wide default",
    {
      live: LIVE,
      state: { brokerConfigs: configs({}, [configEntry("min.insync.replicas", "1", "DYNAMIC_DEFAULT_BROKER_CONFIG")]) },
    },
    [],
  ],
  [
    "throttles and the listeners of operators",
    {
      live: LIVE,
      state: {
        brokerConfigs: configs({
          1: [
            configEntry("leader.replication.throttled.rate", "1000", "DYNAMIC_BROKER_CONFIG"),
            configEntry("listener.name.tls-9093.ssl.keystore.location", "x", "DYNAMIC_BROKER_CONFIG"),
          ],
        }),
      },
    },
    [],
  ],
  [
    "brokers that are still rolled",
    {
      live: [
        kafka(CONFIG, {
          status: { ...READY, observedGeneration: 0 },
          metadata: { creationTimestamp: "2026-11-24T11:59:30Z" },
        }),
        POOL,
      ],
      state: { brokerConfigs: read([{ broker: 1, entries: read([]) }]) },
    },
    [],
  ],
  [
    "brokers that could not be asked",
    { live: LIVE, state: { cluster: unread("timeout", "brokers", "no answer") } },
    [],
  ],
  [
    "pools that tell no node ids",
    {
      live: [KAFKA, strimzi("KafkaNodePool", "brokers", { spec: { roles: ["broker"] } })],
      state: { ...RIGHT, cluster: TWO_ALIVE },
    },
    [],
  ],
  [
    "a replica that lags while all brokers live, which is the topic's to say",
    { live: LIVE, state: { ...RIGHT, topics: read([topicState("alerts", [{ inSyncReplicas: [1] }])]) } },
    [],
  ],
];

const LOUD: readonly Row[] = [
  [
    "a dead broker, with what it costs",
    {
      live: LIVE,
      state: {
        ...RIGHT,
        cluster: TWO_ALIVE,
        topics: read([
          topicState("alerts", [{ inSyncReplicas: [1, 2] }, { replicas: [3], leader: null, inSyncReplicas: [] }]),
        ]),
      },
    },
    [
      "missing service broker 3 (broker-down)",
      "changed service broker 3 /leaders (no-leader) because broker 3",
      "changed service broker 3 /inSyncReplicas (out-of-sync-replica) because broker 3",
    ],
  ],
  [
    "a broker that no pool counts",
    {
      live: [
        KAFKA,
        strimzi("KafkaNodePool", "brokers", {
          spec: { roles: ["broker"] },
          status: { nodeIds: [1, 2], observedGeneration: 1 },
        }),
      ],
      state: RIGHT,
    },
    ["extra service broker 3 (undeclared)"],
  ],
  [
    "no controller",
    { live: LIVE, state: { ...RIGHT, quorum: read({ leader: null, voters: [], observers: [] }) } },
    ["changed service Kafka cluster alert-broker /controller (no-leader)"],
  ],
  [
    "a directory that is offline",
    {
      live: LIVE,
      state: {
        ...RIGHT,
        logDirectories: read([
          {
            broker: 2,
            directories: read([
              { path: "/var/lib/kafka", totalBytes: 1, usableBytes: 0, replicas: [], error: "disk error" },
            ]),
          },
        ]),
      },
    },
    ["changed service broker 2 /logDirectories/~1var~1lib~1kafka (unhealthy)"],
  ],
  [
    "an override of one broker",
    {
      live: LIVE,
      state: { brokerConfigs: configs({ 2: [configEntry("log.retention.ms", "1000", "DYNAMIC_BROKER_CONFIG")] }) },
    },
    ["added service broker 2 /config/log.retention.ms"],
  ],
  [
    "an override of the whole cluster, said once",
    {
      live: LIVE,
      state: {
        brokerConfigs: configs({ 1: [configEntry("log.retention.ms", "1000", "DYNAMIC_DEFAULT_BROKER_CONFIG")] }, [
          configEntry("log.retention.ms", "1000", "DYNAMIC_DEFAULT_BROKER_CONFIG"),
        ]),
      },
    },
    ["added service Kafka cluster alert-broker /config/log.retention.ms"],
  ],
  [
    "a key that a broker lacks",
    {
      live: [kafka({ ...CONFIG, "log.retention.ms": 5 }), POOL],
      state: { brokerConfigs: read([{ broker: 1, entries: read(STATIC) }]) },
    },
    ["missing service broker 1 /config/log.retention.ms"],
  ],
  [
    "another value",
    {
      live: [kafka({ ...CONFIG, "default.replication.factor": 2 }), POOL],
      state: { brokerConfigs: read([{ broker: 1, entries: read(STATIC) }]) },
    },
    ["changed service broker 1 /config/default.replication.factor"],
  ],
  [
    "a key that Strimzi forbids",
    {
      live: [kafka({ ...CONFIG, "log.dirs": "/tmp", "ssl.protocol": "TLSv1.3" }), POOL],
      state: { brokerConfigs: read([]) },
    },
    [
      "pruned operator Kafka alert-broker /spec/kafka/config/log.dirs (forbidden-key) because Kafka alert-broker /spec/kafka/config/log.dirs",
    ],
  ],
  [
    "a Kafka resource that is not ready",
    {
      live: [
        kafka(CONFIG, {
          status: {
            conditions: [{ type: "Ready", status: "False", reason: "X", message: "y" }],
            observedGeneration: 1,
          },
        }),
        POOL,
      ],
      state: RIGHT,
    },
    ["changed operator Kafka alert-broker /status/conditions (not-ready)"],
  ],
  [
    "a paused pool",
    {
      live: [
        KAFKA,
        { ...POOL, metadata: { ...POOL.metadata, annotations: { "strimzi.io/pause-reconciliation": "true" } } },
      ],
      declared: [KAFKA, POOL],
      state: RIGHT,
    },
    [
      "changed operator KafkaNodePool brokers /status/conditions (paused) because KafkaNodePool brokers /metadata/annotations/strimzi.io~1pause-reconciliation",
    ],
  ],
];

describe("systems/kafka-cluster", () => {
  it.each(CALM)("is silent about %s", (_, seen) => {
    expect(inShort(judgeCluster(evidenceOf(seen)))).toEqual([]);
  });

  it.each(LOUD)("names %s", (_, seen, expected) => {
    expect(inShort(judgeCluster(evidenceOf(seen)))).toEqual(expected);
  });
});
