import { describe, expect, it } from "vitest";
import { read, unread } from "../../vocabulary/index.ts";
import { ends, registry, registryState, type Sent, subject, version } from "../testing/alert-services.ts";
import { all, type Change, edit, evidenceAfter, lose } from "../testing/alert-system.ts";
import { configEntry, inShort, NOW, topicState } from "../testing/evidence.ts";
import { schemaRegistry } from "./index.ts";

type Row = readonly [what: string, change: Change, found: readonly string[]];

const NAME = "schema-registry";
const edited = (field: string, value: string | number): Change =>
  edit(`StrimziSchemaRegistry ${NAME}`, ["spec", field], value);
const withState =
  (...args: Parameters<typeof registryState>): Change =>
  () => ({ registries: [registry(registryState(...args))] });
const withSubjects = (...subjects: ReturnType<typeof subject>[]): Change => withState({ subjects: read(subjects) });
const REFERENCES = [{ name: "lsst.diaSource", subject: "dia-source", version: 1 }];
const ALERT = subject("alert-packet", [version(1000, 1, { references: REFERENCES })]);
const SOURCE = subject("dia-source", [version(100, 1)]);
const young: Change = edit(`StrimziSchemaRegistry ${NAME}`, ["metadata", "creationTimestamp"], NOW.toISOString());
const sent =
  (...messages: readonly Sent[]): Change =>
  ({ kafka }) => ({
    kafka: { ...kafka, lastMessages: [{ name: "replayed", reading: ends(...messages) }] },
  });
const configured =
  (topics: { partitions?: number; policy?: string }): Change =>
  ({ kafka }) => {
    const { partitions = 1, policy = "compact" } = topics;
    const state = kafka.state;
    if (state == null) return {};
    const overrides = read([configEntry("cleanup.policy", policy)]);
    const topic = topicState(
      "registry-schemas",
      Array.from({ length: partitions }, () => ({})),
    );
    const configs = { inherited: [], topics: [{ name: "registry-schemas", overrides }] };
    return { kafka: { ...kafka, state: { ...state, topics: read([topic]), topicConfigs: read(configs) } } };
  };

const DERIVED: readonly Row[] = [
  ["all is well", () => ({}), []],
  [
    "an image tag that came later",
    edited("registryImageTag", "8.4.0"),
    [
      "changed operator StrimziSchemaRegistry schema-registry /spec/registryImageTag (create-only) because StrimziSchemaRegistry schema-registry /spec/registryImageTag",
    ],
  ],
  [
    "several fields that came later, as one",
    all(edited("replicas", 2), edited("registryTopic", "other")),
    [
      "changed operator StrimziSchemaRegistry schema-registry /spec (create-only) because StrimziSchemaRegistry schema-registry /spec",
    ],
  ],
  [
    "a limit that was added",
    edited("cpuLimit", "1"),
    [
      "changed operator StrimziSchemaRegistry schema-registry /spec/cpuLimit (create-only) because StrimziSchemaRegistry schema-registry /spec/cpuLimit",
    ],
  ],
  ["an empty limit", edited("cpuLimit", ""), []],
  ["a quantity in another spelling", edited("memoryLimit", "1024Mi"), []],
  ["a level in capitals", edited("compatibilityLevel", "NONE"), []],
  [
    "a field that is left to the operator",
    edit(`StrimziSchemaRegistry ${NAME}`, ["spec", "registryImageTag"], undefined),
    [],
  ],
  [
    "another type of Service",
    edited("serviceType", "NodePort"),
    [
      "changed operator StrimziSchemaRegistry schema-registry /spec/serviceType (create-only) because StrimziSchemaRegistry schema-registry /spec/serviceType",
    ],
  ],
  [
    "no Deployment where no controllers run",
    all(lose("Deployment", NAME), edit("Deployment registry-operator", ["status"], undefined)),
    [],
  ],
  ["no Deployment yet", all(lose("Deployment", NAME), young), []],
  [
    "no Deployment",
    lose("Deployment", NAME),
    ["missing operator Deployment schema-registry because Deployment registry-operator"],
  ],
  [
    "no Deployment and no user",
    all(lose("Deployment", NAME), lose("KafkaUser", NAME)),
    ["missing operator Deployment schema-registry because KafkaUser schema-registry"],
  ],
  [
    "no Deployment and a user without the label",
    all(lose("Deployment", NAME), edit(`KafkaUser ${NAME}`, ["metadata", "labels"], {})),
    [
      "missing operator Deployment schema-registry because KafkaUser schema-registry /metadata/labels/strimzi.io~1cluster",
    ],
  ],
  [
    "no Deployment and no such listener",
    all(lose("Deployment", NAME), edited("listener", "mtls")),
    ["missing operator Deployment schema-registry because Kafka alert-broker /spec/kafka/listeners"],
  ],
  ["no resource", lose("StrimziSchemaRegistry", NAME), []],
  [
    "a Deployment without Pods",
    edit(`Deployment ${NAME}`, ["status", "conditions"], [{ type: "Available", status: "False" }]),
    [
      "changed operator Deployment schema-registry /status/conditions (not-ready) because schema registry schema-registry /topic",
    ],
  ],
  ["a Deployment that no controller looked at", edit(`Deployment ${NAME}`, ["status"], undefined), []],
];

const RUNNING: readonly Row[] = [
  [
    "another level",
    withState({ compatibility: read("FULL") }),
    [
      "changed service schema registry schema-registry /compatibility because StrimziSchemaRegistry schema-registry /spec/compatibilityLevel",
    ],
  ],
  ["a level that was not read", withState({ compatibility: unread("timeout", "level", "slow") }), []],
  ["read only", withState({ mode: read("READONLY") }), ["changed service schema registry schema-registry /mode"]],
  ["an import left on", withState({ mode: read("IMPORT") }), ["changed service schema registry schema-registry /mode"]],
  ["a server without modes", withState({ mode: read(null) }), []],
  ["subjects that were not read", withState({ subjects: unread("timeout", "subjects", "slow") }), []],
  [
    "no subject of the alerts, as one with what carries it",
    all(withSubjects(SOURCE), () => ({
      registries: [
        registry(registryState({ subjects: read([SOURCE]) }), { schemas: [{ id: 1000, reading: read(null) }] }),
      ],
    })),
    [
      "missing service subject alert-packet",
      "missing service schema 1000 (unknown-schema-id) because subject alert-packet",
      "changed service topic static /messages/schemaId (unknown-schema-id) because schema 1000",
      "changed service topic replayed /messages/schemaId (unknown-schema-id) because schema 1000",
    ],
  ],
  [
    "a subject that was softly deleted",
    withSubjects({ ...ALERT, deleted: true, versions: read([]) }, SOURCE),
    ["missing service subject alert-packet"],
  ],
  ["a version that is missing", withSubjects(subject("alert-packet", []), SOURCE), ["missing service schema 1000"]],
  [
    "another id",
    withSubjects(subject("alert-packet", [version(1001, 1, { references: REFERENCES })]), SOURCE),
    ["changed service subject alert-packet /versions/[version=1]/id"],
  ],
  [
    "the same schema under another number",
    withSubjects(subject("alert-packet", [version(1000, 3, { references: REFERENCES })]), SOURCE),
    ["changed service subject alert-packet /versions/[version=3]/version"],
  ],
  [
    "another schema",
    withSubjects(subject("alert-packet", [version(1000, 1, { schema: '"string"', references: REFERENCES })]), SOURCE),
    ["changed service subject alert-packet /versions/[version=1]/schema"],
  ],
  [
    "another reference",
    withSubjects(
      subject("alert-packet", [
        version(1000, 1, { references: [{ name: "lsst.diaSource", subject: "dia-source", version: 2 }] }),
      ]),
      SOURCE,
    ),
    ["changed service subject alert-packet /versions/[version=1]/references"],
  ],
  [
    "a version that nobody expects",
    withSubjects(subject("alert-packet", [version(1000, 1, { references: REFERENCES }), version(1001, 2)]), SOURCE),
    ["extra service schema 1001 (undeclared)"],
  ],
  [
    "a subject that nobody expects",
    withSubjects(ALERT, SOURCE, subject("made-by-hand", [version(7, 1)])),
    ["extra service subject made-by-hand (undeclared)"],
  ],
  [
    "a subject that a producer made for its topic",
    withSubjects(ALERT, SOURCE, subject("replayed-value", [version(7, 1)])),
    [],
  ],
  [
    "a subject that nobody expects, where nothing is expected",
    () => {
      const state = registryState({ subjects: read([ALERT, SOURCE, subject("made-by-hand", [])]) });
      return { registries: [registry(state, { expected: [] })] };
    },
    [],
  ],
  [
    "an import of a subject left on",
    withSubjects({ ...ALERT, mode: read("IMPORT") }, SOURCE),
    ["changed service subject alert-packet /mode"],
  ],
  [
    "another level of a subject",
    () => {
      const [one] = registry(null).expected;
      const expected = one === undefined ? [] : [{ ...one, compatibility: "FULL" }];
      return { registries: [registry(registryState(), { expected })] };
    },
    ["changed service subject alert-packet /compatibility because schema registry schema-registry /compatibility"],
  ],
  ["a registry out of reach", () => ({ registries: [registry(null)] }), []],
];

const WIRE: readonly Row[] = [
  [
    "an unknown id in one of two partitions",
    all(sent([20, 703], [20, 1000]), ({ registries }) => ({
      registries: registries.map((one) => ({ ...one, schemas: [...one.schemas, { id: 703, reading: read(null) }] })),
    })),
    [
      "missing service schema 703 (unknown-schema-id)",
      "changed service topic replayed /messages/schemaId (unknown-schema-id) because schema 703",
    ],
  ],
  ["an id that could not be asked for", sent([20, 703]), []],
  ["no wire format", sent([20, null]), ["changed service topic replayed /messages/format"]],
  [
    "the schema of another subject",
    sent([20, 100]),
    ["changed service topic replayed /messages/subject (wrong-subject)"],
  ],
  ["no message", sent(null, null), []],
  [
    "the topic's own subject",
    all(withSubjects(ALERT, SOURCE, subject("replayed-value", [version(7, 1)])), sent([20, 7])),
    [],
  ],
];

const TOPIC: readonly Row[] = [
  ["a compacted topic of one partition", configured({}), []],
  [
    "two partitions",
    configured({ partitions: 2 }),
    ["changed service schema registry schema-registry /topic because topic registry-schemas /partitions"],
  ],
  [
    "deletion besides compaction",
    configured({ policy: "compact,delete" }),
    ["changed service schema registry schema-registry /topic because topic registry-schemas /config/cleanup.policy"],
  ],
];

describe("systems/schema-registry", () => {
  it.each(DERIVED)("what the operator made: %s", (_, change, found) => {
    expect(inShort(judge(change))).toEqual(found);
  });

  it.each(RUNNING)("the running registry: %s", (_, change, found) => {
    expect(inShort(judge(change))).toEqual(found);
  });

  it.each(WIRE)("messages: %s", (_, change, found) => {
    expect(inShort(judge(change))).toEqual(found);
  });

  it.each(TOPIC)("the topic of the schemas: %s", (_, change, found) => {
    expect(inShort(judge(change))).toEqual(found);
  });

  it("says what to do about an edit that came too late", () => {
    const [first] = judge(edited("registryImageTag", "8.4.0")).differences;
    expect(first?.difference).toMatchObject({ desired: "8.4.0", live: "8.3.1" });
    expect(first?.difference.statement).toBe(
      "Deployment and Service schema-registry do not follow registryImageTag of StrimziSchemaRegistry schema-registry, because its operator acts on creation only: delete the resource and let it be made again",
    );
  });
});

function judge(change: Change) {
  return schemaRegistry.judge?.(evidenceAfter(change)) ?? { differences: [], failures: [], notes: [] };
}
