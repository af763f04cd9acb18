import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServicesConfig } from "../../../config/services.ts";
import { createScrubber } from "../../../masking/index.ts";
import { read, unread } from "../../../vocabulary/index.ts";
import type { KafkaReader } from "../../kafka/port.ts";
import type { KafkaState } from "../../kafka/state.ts";
import type { KubernetesReader } from "../../kubernetes/port.ts";
import type { ObjectStoreReader } from "../../objectstore/port.ts";
import type { RegistryReader } from "../../registry/port.ts";
import type { Services } from "../../services/port.ts";
import type { TerraformReader } from "../../terraform/port.ts";
import { openRecording, type Recorder, recordReads, replayServices } from "../index.ts";

const SECRET = "correct-horse-battery";
const INFO = {
  recordedAt: "2026-11-24T08:00:00Z",
  environment: "idfint",
  revision: null,
  holdfast: "0",
  cluster: null,
};
const DENIED = unread<never>("no-permission", "ACLs", "the account may not describe the cluster");

const entry = {
  name: "retention.ms",
  value: "1000",
  source: "DYNAMIC_TOPIC_CONFIG",
  sensitive: false,
  synonyms: [],
} as const;
const password = {
  name: "ssl.key.password",
  value: "salt-and-pepper",
  source: "STATIC_BROKER_CONFIG",
  sensitive: true,
  synonyms: [{ name: "ssl.key.password", value: "salt-and-pepper", source: "STATIC_BROKER_CONFIG" }],
} as const;
const partition = { partition: 0, leader: null, replicas: [3, 1, 2], inSyncReplicas: [1] };

const STATE: KafkaState = {
  cluster: read({ id: "abc", controller: 1, brokers: [{ id: 1, host: "k1", port: 9092, rack: null }] }),
  quorum: read({ leader: 1, voters: [1], observers: [] }),
  // Out of order, to see that it is put in order.
  topics: read([
    { name: "b", topicId: "x", internal: false, partitions: [partition] },
    { name: "a", topicId: null, internal: true, partitions: [] },
  ]),
  topicConfigs: read({ inherited: [entry], topics: [{ name: "a", overrides: read([entry]) }] }),
  brokerConfigs: read([
    { broker: null, entries: read([]) },
    { broker: 1, entries: read([password]) },
  ]),
  acls: DENIED,
  scramUsers: read([{ name: "u", credentials: [{ mechanism: "SCRAM-SHA-512", iterations: 4096 }] }]),
  quotas: read([{ entity: [{ type: "user", name: null }], values: { producer_byte_rate: 1 } }]),
  logDirectories: read([
    { broker: 1, directories: read([{ path: "/data", totalBytes: null, usableBytes: 1, replicas: [], error: null }]) },
  ]),
  reassignments: read([{ topic: "a", partition: 0, adding: [1], removing: [2] }]),
  groups: read([{ name: "g", type: "consumer", state: "Stable" }]),
};

const GROUP = {
  name: "g",
  type: "classic",
  state: "Empty",
  members: read([{ id: "m", clientId: "c", host: "h", assignments: [{ topic: "a", partitions: [0] }] }]),
  offsets: read([{ topic: "a", partition: 0, committed: null, end: 7 }]),
} as const;
const END = { partition: 0, last: read({ offset: 6, timestamp: 1, schemaId: 703 }) };

class Kafka implements KafkaReader {
  readonly description = "Kafka broker at k1:9092";
  readonly #state: KafkaState;

  constructor(state = STATE) {
    this.#state = state;
  }

  state = async () => read(this.#state);
  absent = async (topics: readonly string[]) => topics.map((name) => ({ name, reading: read(name === "gone") }));
  groups = async (names: readonly string[]) =>
    names.map((name) => ({ name, reading: read(name === "g" ? GROUP : null) }));
  lastMessages = async (topics: readonly string[]) => topics.map((name) => ({ name, reading: read([END]) }));
  requests = () => 12;
  close = async () => undefined;
}

const REGISTRY: RegistryReader = {
  description: "schema registry at http://r",
  state: async () =>
    read({
      compatibility: read("BACKWARD"),
      mode: read(null),
      subjects: read([
        {
          name: "s",
          deleted: false,
          compatibility: read(null),
          mode: unread("unsupported", "mode of s", `no such interface, said ${SECRET}`),
          versions: read([{ version: 1, id: 703, schemaType: "AVRO", schema: '{"type":"long"}', references: [] }]),
        },
      ]),
    }),
  schemas: async (ids) => ids.map((id) => ({ id, reading: read({ id, subjects: [{ subject: "s", version: 1 }] }) })),
  requests: () => 1,
  close: async () => undefined,
};

const STORE: ObjectStoreReader = {
  description: "object store at https://s3",
  buckets: async (asked) =>
    asked.map(({ name, prefixes }) => ({
      name,
      exists: read(true),
      lifecycle: read([{ id: "purge", enabled: true, prefix: "", expireDays: 30 }]),
      versioning: read("off" as const),
      publicAccess: read(null),
      newest: prefixes.map((prefix) => ({
        prefix,
        object: read({ key: `${prefix}/k`, lastModified: "2026-11-24T00:00:00Z" }),
      })),
    })),
  requests: () => 1,
  close: async () => undefined,
};

const TERRAFORM: TerraformReader = {
  description: "Terraform state x",
  state: async () =>
    read({ buckets: [], serviceAccounts: [{ email: "e", address: "a" }], workloadIdentityBindings: [] }),
  close: async () => undefined,
};

const SERVICES: Services = {
  kafka: [{ cluster: "broker", namespace: "kafka", reader: new Kafka() }],
  registries: [{ name: "registry", namespace: "kafka", reader: REGISTRY }],
  objectStore: STORE,
  terraform: TERRAFORM,
  alertDatabase: {
    description: "alert database",
    health: async () => read({ status: 200 }),
    requests: () => 1,
    close: async () => undefined,
  },
  close: async () => undefined,
};

const HTTP = { reach: { kind: "direct", url: "http://r" }, tls: null, basic: null } as const;
const CONFIG: ServicesConfig = {
  kafka: [{ cluster: "broker", namespace: "kafka", reach: { kind: "direct", bootstrap: [] }, tls: null, sasl: null }],
  registries: [{ ...HTTP, name: "registry", namespace: "kafka", subjects: [], alertTopics: [] }],
  objectStore: {
    endpoint: "https://s3",
    region: "r",
    accessKey: { kind: "environment", variable: "A" },
    secretKey: { kind: "environment", variable: "B" },
  },
  terraform: { file: "/x" },
  alertDatabase: HTTP,
};

/** Everything that a check asks of services. */
async function readAll({ kafka, registries, objectStore, terraform, alertDatabase }: Services) {
  const [broker] = kafka;
  const [registry] = registries;
  return {
    state: await broker?.reader.state(),
    absent: await broker?.reader.absent(["gone", "hidden"]),
    groups: await broker?.reader.groups(["g", "none"]),
    lastMessages: await broker?.reader.lastMessages(["a"]),
    registry: await registry?.reader.state(),
    schemas: await registry?.reader.schemas([703]),
    buckets: await objectStore?.buckets([{ name: "alerts", prefixes: ["v1"] }]),
    terraform: await terraform?.state(),
    health: await alertDatabase?.health(),
  };
}

describe("observe/recording/services", () => {
  let dir = "";

  beforeAll(async () => {
    dir = join(await mkdtemp(join(tmpdir(), "holdfast-services-")), "recording");
  });

  afterAll(async () => {
    await rm(join(dir, ".."), { recursive: true });
  });

  function recorder(secrets: readonly string[] = []): Recorder {
    const scrubber = createScrubber();
    for (const secret of secrets) scrubber.learnText(secret);
    const kubernetes = { description: "context idfint", recordedAt: null, recordedRevision: null } as KubernetesReader;
    return recordReads(kubernetes, { dir, info: INFO, mask: (object) => object, scrubber });
  }

  async function replay(): Promise<Services> {
    const { description } = await openRecording(dir);
    return replayServices({ dir, services: CONFIG, recording: description });
  }

  async function texts(): Promise<string> {
    const files = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith(".json"));
    return (await Promise.all(files.map((name) => readFile(join(dir, name), "utf8")))).join("\n");
  }

  it("replays to what was read, failures included", async () => {
    const recording = recorder([SECRET]);
    const services = recording.services(SERVICES);
    await readAll(services);
    await recording.finish();
    const expected = await readAll(SERVICES);
    const replayed = await readAll(await replay());
    const { topics, brokerConfigs } = STATE;
    expect(replayed).toEqual({
      ...expected,
      state: read({
        ...STATE,
        topics: read((topics.ok ? topics.value : []).toReversed()),
        brokerConfigs: read([
          {
            broker: 1,
            entries: read([{ ...password, value: null, synonyms: [{ ...password.synonyms[0], value: null }] }]),
          },
          ...(brokerConfigs.ok ? brokerConfigs.value.slice(0, 1) : []),
        ]),
      }),
      registry: JSON.parse(JSON.stringify(expected.registry).replace(SECRET, "***")),
    });
    expect(services.kafka[0]?.reader.requests()).toBe(12);
  });

  it("keeps each call in a file of its own, each item on a line, the same each time", async () => {
    const first = await texts();
    expect(first).toContain(
      '\n        {"internal":true,"name":"a","partitions":[],"topicId":null},\n        {"internal":false,',
    );
    const recording = recorder([SECRET]);
    await readAll(recording.services(SERVICES));
    await recording.finish();
    expect(await texts()).toBe(first);
    expect(
      (await readdir(join(dir, "services"), { recursive: true })).filter((name) => name.endsWith(".json")).toSorted(),
    ).toEqual([
      "alert-database/health.json",
      "kafka/kafka/broker/absent.json",
      "kafka/kafka/broker/groups.json",
      "kafka/kafka/broker/last-messages.json",
      "kafka/kafka/broker/state.json",
      "object-store/buckets.json",
      "schema-registry/kafka/registry/schemas.json",
      "schema-registry/kafka/registry/state.json",
      "terraform/state.json",
    ]);
  });

  it("keeps no Secret value and nothing that Kafka calls sensitive", async () => {
    const text = await texts();
    expect(text).toContain("no such interface, said ***");
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain("salt-and-pepper");
  });

  it("calls configs unread where one of them is a Secret's value, and keeps names as they are", async () => {
    const topics = [{ name: SECRET, overrides: read([{ ...entry, value: SECRET }]) }];
    const state: KafkaState = { ...STATE, topicConfigs: read({ inherited: [], topics }) };
    const recording = recorder([SECRET, "retention.ms"]);
    const services = recording.services({
      ...SERVICES,
      kafka: [{ cluster: "broker", namespace: "kafka", reader: new Kafka(state) }],
    });
    await services.kafka[0]?.reader.state();
    await recording.finish();
    expect(await (await replay()).kafka[0]?.reader.state()).toMatchObject({
      value: {
        topicConfigs: {
          value: { topics: [{ name: SECRET, overrides: { failure: { reason: "masked" } } }] },
        },
      },
    });
  });

  it("calls what was not recorded unread, whatever was asked", async () => {
    const recording = recorder();
    const services = recording.services(SERVICES);
    await services.kafka[0]?.reader.groups(["g"]);
    await services.objectStore?.buckets([{ name: "alerts", prefixes: ["v1"] }]);
    await recording.finish();
    const replayed = await replay();
    const missing = (what: string) => unread("not-recorded", what, "the recording of 2026-11-24 does not hold it");
    const [broker] = replayed.kafka;
    expect(await broker?.reader.state()).toEqual(missing("Kafka broker"));
    expect(await broker?.reader.groups(["g", "other"])).toEqual([
      { name: "g", reading: read(GROUP) },
      { name: "other", reading: missing("consumer group other") },
    ]);
    expect(await broker?.reader.lastMessages(["a"])).toEqual([{ name: "a", reading: missing("last messages of a") }]);
    expect(await replayed.terraform?.state()).toEqual(missing("Terraform state"));
    expect(
      await replayed.objectStore?.buckets([
        { name: "alerts", prefixes: ["v2"] },
        { name: "b", prefixes: [] },
      ]),
    ).toMatchObject([
      { name: "alerts", exists: read(true), newest: [{ prefix: "v2", object: missing("bucket alerts") }] },
      { name: "b", exists: missing("bucket b"), lifecycle: missing("bucket b"), newest: [] },
    ]);
    expect(broker?.reader.description).toBe("Kafka broker in the recording of 2026-11-24");
  });

  it("refuses a damaged file when the recording is opened", async () => {
    await writeFile(join(dir, "services/kafka/kafka/broker/groups.json"), '[{"name":"g","reading":{"ok":"yes"}}]');
    await expect(openRecording(dir)).rejects.toThrow(
      /groups\.json is not what `holdfast snapshot` writes at 0\/reading\/ok/,
    );
  });
});
