import { describe, expect, it } from "vitest";
import { type Json, read, unread } from "../../vocabulary/index.ts";
import {
  configEntry,
  evidenceOf,
  inShort,
  kafkaResource,
  type Seen,
  strimzi,
  topicState,
} from "../testing/evidence.ts";
import { judgeTopics } from "./judge.ts";

const SPEC = { partitions: 2, replicas: 3, config: { "retention.ms": 86400000 } };
const STATUS = {
  conditions: [{ type: "Ready", status: "True" }],
  observedGeneration: 1,
  topicId: "id-of-topic",
  topicName: "alerts",
};
const INHERITED = [
  configEntry("retention.ms", "604800000", "DEFAULT_CONFIG"),
  configEntry("cleanup.policy", "delete", "DEFAULT_CONFIG"),
];
const KAFKA = kafkaResource();

function topic(rest: Record<string, Json> = {}) {
  return strimzi("KafkaTopic", "alerts", { spec: SPEC, status: STATUS, ...rest });
}

function configs(...overrides: ReturnType<typeof configEntry>[]) {
  return read({ inherited: INHERITED, topics: [{ name: "alerts", overrides: read(overrides) }] });
}

const ALERTS = topicState("alerts", [{}, {}]);
const RIGHT = {
  topics: read([ALERTS]),
  topicConfigs: configs(configEntry("retention.ms", "86400000")),
};

function annotated(name: string, value: string) {
  return { metadata: { annotations: { [name]: value } } };
}

function failing(message: string, reason = "KafkaError") {
  return { status: { ...STATUS, conditions: [{ type: "Ready", status: "False", reason, message }] } };
}

/** A world in which one thing is otherwise, and what is to be said about it. */
type Row = readonly [string, Seen, readonly string[]];

const CALM: readonly Row[] = [
  [
    "configs that may not be read, which the pipeline says once",
    {
      live: [KAFKA, topic()],
      state: {
        ...RIGHT,
        topicConfigs: read({
          inherited: [],
          topics: [{ name: "alerts", overrides: unread("no-permission", "configs of alerts", "forbidden") }],
        }),
      },
    },
    [],
  ],
  ["a topic as it should be", { live: [KAFKA, topic()], state: RIGHT }, []],
  [
    "a key that Kafka inherits with the wanted value",
    {
      live: [KAFKA, topic({ spec: { ...SPEC, config: { "cleanup.policy": ["delete"] } } })],
      state: { ...RIGHT, topicConfigs: configs() },
    },
    [],
  ],
  [
    "an override that repeats what is inherited",
    {
      live: [KAFKA, topic()],
      state: {
        ...RIGHT,
        topicConfigs: configs(configEntry("retention.ms", "86400000"), configEntry("cleanup.policy", "delete")),
      },
    },
    [],
  ],
  ["partitions left to the broker", { live: [KAFKA, topic({ spec: { config: SPEC.config } })], state: RIGHT }, []],
  [
    "a pause that git asks for",
    { live: [KAFKA, topic(annotated("strimzi.io/pause-reconciliation", "true"))], state: RIGHT },
    [],
  ],
  [
    "an unmanaged topic that agrees, as git wants it",
    { live: [KAFKA, topic(annotated("strimzi.io/managed", "false"))], state: RIGHT },
    [],
  ],
  [
    "a generation that was changed a moment ago",
    {
      live: [
        KAFKA,
        topic({
          status: { ...STATUS, observedGeneration: 0 },
          metadata: { creationTimestamp: "2026-11-24T11:59:00Z" },
        }),
      ],
      state: RIGHT,
    },
    [],
  ],
  [
    "internal topics and those of Streams and Connect",
    {
      live: [KAFKA, topic()],
      state: {
        ...RIGHT,
        topics: read([
          ALERTS,
          topicState("__consumer_offsets", [{}], { internal: true }),
          topicState("app-count-changelog", [{}]),
          topicState("connect-configs", [{}]),
        ]),
      },
    },
    [],
  ],
  [
    "a partition on the move",
    {
      live: [KAFKA, topic()],
      state: {
        ...RIGHT,
        topics: read([topicState("alerts", [{}, { replicas: [1, 2], inSyncReplicas: [1] }])]),
        reassignments: read([{ topic: "alerts", partition: 1, adding: [], removing: [3] }]),
      },
    },
    [],
  ],
  [
    "topics that could not be read",
    { live: [KAFKA, topic()], state: { topics: unread("no-permission", "topics", "forbidden") } },
    [],
  ],
  ["a cluster out of reach", { live: [KAFKA, topic()], state: null }, []],
  [
    "a topic that may not be seen",
    {
      live: [KAFKA, topic()],
      kafka: { absent: [{ name: "alerts", reading: unread("no-permission", "topic alerts", "forbidden") }] },
    },
    [],
  ],
];

const SERVICE: readonly Row[] = [
  [
    "a topic that is gone",
    { live: [KAFKA, topic()], kafka: { absent: [{ name: "alerts", reading: read(true) }] } },
    ["missing service topic alerts undone by topic-operator"],
  ],
  [
    "a topic made anew",
    {
      live: [KAFKA, topic()],
      state: { ...RIGHT, topics: read([topicState("alerts", [{}, {}], { topicId: "another" })]) },
    },
    ["changed service KafkaTopic alerts /status/topicId (recreated)"],
  ],
  [
    "more partitions",
    { live: [KAFKA, topic()], state: { ...RIGHT, topics: read([topicState("alerts", [{}, {}, {}])]) } },
    ["changed service topic alerts /partitions"],
  ],
  [
    "more partitions, which the operator refuses to take away",
    {
      live: [KAFKA, topic(failing("Decreasing partitions not supported", "NotSupported"))],
      state: { ...RIGHT, topics: read([topicState("alerts", [{}, {}, {}])]) },
    },
    [
      "changed operator KafkaTopic alerts /status/conditions (not-ready) because topic alerts /partitions",
      "changed service topic alerts /partitions",
    ],
  ],
  [
    "fewer partitions",
    { live: [KAFKA, topic()], state: { ...RIGHT, topics: read([topicState("alerts", [{}])]) } },
    ["changed service topic alerts /partitions undone by topic-operator"],
  ],
  [
    "fewer replicas everywhere",
    {
      live: [KAFKA, topic()],
      state: { ...RIGHT, topics: read([topicState("alerts", [{ replicas: [1, 2] }, { replicas: [1, 2] }])]) },
    },
    ["changed service topic alerts /replicas"],
  ],
  [
    "fewer replicas in one partition, which Ready does not show",
    { live: [KAFKA, topic()], state: { ...RIGHT, topics: read([topicState("alerts", [{}, { replicas: [1, 2] }])]) } },
    ["changed service topic alerts /replicas (mixed-replication)"],
  ],
  [
    "another value",
    { live: [KAFKA, topic()], state: { ...RIGHT, topicConfigs: configs(configEntry("retention.ms", "1000")) } },
    ["changed service topic alerts /config/retention.ms undone by topic-operator"],
  ],
  [
    "a value that was unset",
    { live: [KAFKA, topic()], state: { ...RIGHT, topicConfigs: configs() } },
    ["removed service topic alerts /config/retention.ms undone by topic-operator"],
  ],
  [
    "an override by hand",
    {
      live: [KAFKA, topic()],
      state: {
        ...RIGHT,
        topicConfigs: configs(configEntry("retention.ms", "86400000"), configEntry("cleanup.policy", "compact")),
      },
    },
    ["added service topic alerts /config/cleanup.policy undone by topic-operator"],
  ],
  [
    "a replica that lags",
    {
      live: [KAFKA, topic()],
      state: { ...RIGHT, topics: read([topicState("alerts", [{}, { inSyncReplicas: [1, 2] }])]) },
    },
    ["changed service topic alerts /inSyncReplicas (out-of-sync-replica)"],
  ],
  [
    "a partition without a leader",
    {
      live: [KAFKA, topic()],
      state: { ...RIGHT, topics: read([topicState("alerts", [{}, { leader: null, inSyncReplicas: [] }])]) },
    },
    ["changed service topic alerts /leader (no-leader)"],
  ],
  ["a topic that nobody declares", { live: [KAFKA], state: RIGHT }, ["extra service topic alerts (undeclared)"]],
];

const OPERATOR: readonly Row[] = [
  [
    "no label",
    { live: [KAFKA, topic({ metadata: { labels: {} } })], state: { ...RIGHT } },
    [
      "changed operator KafkaTopic alerts /metadata/labels/strimzi.io~1cluster (wrong-cluster-label) because KafkaTopic alerts /metadata/labels/strimzi.io~1cluster",
    ],
  ],
  [
    "a label for another cluster",
    { live: [KAFKA, topic({ metadata: { labels: { "strimzi.io/cluster": "other" } } })], state: RIGHT },
    [
      "changed operator KafkaTopic alerts /metadata/labels/strimzi.io~1cluster (wrong-cluster-label) because KafkaTopic alerts /metadata/labels/strimzi.io~1cluster",
    ],
  ],
  [
    "a label moved to a cluster that is not there, and the topic it left behind",
    {
      live: [KAFKA, topic({ metadata: { labels: { "strimzi.io/cluster": "other" } } })],
      declared: [KAFKA, topic()],
      state: { ...RIGHT, topics: read([topicState("alerts", [{}])]) },
    },
    [
      "changed operator KafkaTopic alerts /metadata/labels/strimzi.io~1cluster (wrong-cluster-label) because KafkaTopic alerts /metadata/labels/strimzi.io~1cluster",
      "changed service topic alerts /partitions because KafkaTopic alerts /metadata/labels/strimzi.io~1cluster",
    ],
  ],
  [
    "a pause by hand, under which the topic drifted",
    {
      live: [KAFKA, topic(annotated("strimzi.io/pause-reconciliation", "true"))],
      declared: [KAFKA, topic()],
      state: { ...RIGHT, topicConfigs: configs() },
    },
    [
      "changed operator KafkaTopic alerts /status/conditions (paused) because KafkaTopic alerts /metadata/annotations/strimzi.io~1pause-reconciliation",
      "removed service topic alerts /config/retention.ms because KafkaTopic alerts /status/conditions",
    ],
  ],
  [
    "no management that git asks for, under which the topic drifted",
    { live: [KAFKA, topic(annotated("strimzi.io/managed", "false"))], state: { ...RIGHT, topicConfigs: configs() } },
    [
      "changed operator KafkaTopic alerts /status/conditions (unmanaged) because KafkaTopic alerts /metadata/annotations/strimzi.io~1managed",
      "removed service topic alerts /config/retention.ms because KafkaTopic alerts /status/conditions",
    ],
  ],
  [
    "no management by hand",
    {
      live: [KAFKA, topic(annotated("strimzi.io/managed", "false"))],
      declared: [KAFKA, topic()],
      state: { ...RIGHT, topicConfigs: configs() },
    },
    [
      "changed operator KafkaTopic alerts /status/conditions (unmanaged) because KafkaTopic alerts /metadata/annotations/strimzi.io~1managed",
      "removed service topic alerts /config/retention.ms because KafkaTopic alerts /status/conditions",
    ],
  ],
  [
    "a generation left behind",
    { live: [KAFKA, topic({ status: { ...STATUS, observedGeneration: 0 } })], state: RIGHT },
    ["changed operator KafkaTopic alerts /status/observedGeneration (generation-behind)"],
  ],
  [
    "no status, while the operators work",
    { live: [KAFKA, { ...topic(), status: undefined } as never], state: RIGHT },
    ["changed operator KafkaTopic alerts /status/observedGeneration (generation-behind)"],
  ],
  [
    "a failure",
    {
      live: [KAFKA, topic(failing("Invalid value nonsense for configuration retention.ms"))],
      state: { ...RIGHT, topicConfigs: configs() },
    },
    [
      "changed operator KafkaTopic alerts /status/conditions (not-ready)",
      "removed service topic alerts /config/retention.ms because KafkaTopic alerts /status/conditions",
    ],
  ],
  [
    "a topic that its KafkaTopic now wants under another name",
    {
      live: [
        KAFKA,
        topic({
          ...failing("Changing spec.topicName is not supported", "NotSupported"),
          spec: { ...SPEC, topicName: "other" },
        }),
      ],
      state: RIGHT,
      kafka: { absent: [{ name: "other", reading: read(true) }] },
    },
    [
      "changed operator KafkaTopic alerts /status/conditions (not-ready)",
      "missing service topic other because KafkaTopic alerts /status/conditions",
      "extra service topic alerts (undeclared) because KafkaTopic alerts",
    ],
  ],
  [
    "a KafkaTopic that was deleted, and that its operator still holds",
    { live: [KAFKA, topic({ metadata: { deletionTimestamp: "2026-11-24T11:59:00Z", generation: 2 } })], state: RIGHT },
    ["changed operator KafkaTopic alerts /metadata/deletionTimestamp (generation-behind)"],
  ],
  [
    "a topic that another KafkaTopic speaks for",
    {
      live: [KAFKA, topic(failing("Managed by Ref{namespace='kafka', name='first'}", "ResourceConflict"))],
      state: { ...RIGHT, topicConfigs: configs() },
    },
    ["changed operator KafkaTopic alerts /status/conditions (not-ready)"],
  ],
  [
    "no Topic Operator",
    { live: [kafkaResource({ spec: { kafka: {}, entityOperator: { userOperator: {} } } }), topic()], state: RIGHT },
    [
      "changed operator KafkaTopic alerts /status (no-operator) because Kafka alert-broker /spec/entityOperator/topicOperator",
    ],
  ],
  [
    "a warning",
    {
      live: [
        KAFKA,
        topic({
          status: {
            ...STATUS,
            conditions: [
              ...STATUS.conditions,
              { type: "Warning", status: "True", reason: "InvalidConfig", message: "ignored" },
            ],
          },
        }),
      ],
      state: RIGHT,
    },
    ["risk operator KafkaTopic alerts /status/conditions/[reason=InvalidConfig] (warning)"],
  ],
];

describe("systems/topics", () => {
  it.each(CALM)("is silent about %s", (_, seen) => {
    expect(inShort(judgeTopics(evidenceOf(seen)))).toEqual([]);
  });

  it.each(SERVICE)("names the arrow to Kafka for %s", (_, seen, expected) => {
    expect(inShort(judgeTopics(evidenceOf(seen)))).toEqual(expected);
  });

  it.each(OPERATOR)("names the arrow to the operator for %s", (_, seen, expected) => {
    expect(inShort(judgeTopics(evidenceOf(seen)))).toEqual(expected);
  });

  it("knows the topics of the simulator and the registry from what git declares", () => {
    const job = (name: string, command: string[]) => ({
      ...strimzi("Job", name, { spec: { template: { spec: { containers: [{ name: "load", command }] } } } }),
      apiVersion: "batch/v1",
    });
    const registry = {
      ...strimzi("StrimziSchemaRegistry", "schema-registry", { spec: {} }),
      apiVersion: "roundtable.lsst.codes/v1beta1",
    };
    const live = [KAFKA, registry, job("load", ["rubin-alert-sim", "--dst-topic=alerts-static"])];
    const topics = read([topicState("alerts-static", [{}]), topicState("registry-schemas", [{}])]);
    expect(inShort(judgeTopics(evidenceOf({ live, state: { topics } })))).toEqual([]);
  });

  it("calls no topic extra while KafkaTopics could not be listed", () => {
    const seen = { live: [KAFKA], unlisted: ["KafkaTopic"], state: RIGHT };
    expect(inShort(judgeTopics(evidenceOf(seen)))).toEqual([]);
  });
});
