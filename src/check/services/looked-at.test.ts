import { describe, expect, it } from "vitest";
import { parseConfig } from "../../config/index.ts";
import { KAFKA_PARTS, type KafkaState } from "../../observe/kafka/state.ts";
import { NO_SERVICES, type Services } from "../../observe/services/port.ts";
import { read, unread } from "../../vocabulary/index.ts";
import { isNotLookedAt, lookedAt } from "./looked-at.ts";
import { unreadOfKafka, unreadOfRegistry } from "./unread.ts";
import { unreadOfBuckets, unreadServices } from "./unread-services.ts";

const DENIED = unread<never>("no-permission", "x", "not allowed");
const STATE = Object.fromEntries(KAFKA_PARTS.map((part) => [part, DENIED])) as unknown as KafkaState;

const SERVICES: Services = {
  ...NO_SERVICES,
  kafka: [
    {
      cluster: "broker",
      namespace: "kafka",
      reader: {
        description: "Kafka",
        state: async () => read(STATE),
        absent: async () => [],
        groups: async (names) => names.map((name) => ({ name, reading: DENIED })),
        lastMessages: async (names) => names.map((name) => ({ name, reading: DENIED })),
        requests: () => 3,
        close: async () => undefined,
      },
    },
  ],
  registries: [
    {
      name: "registry",
      namespace: "kafka",
      reader: {
        description: "registry",
        state: async () =>
          read({
            compatibility: DENIED,
            mode: DENIED,
            subjects: read([{ name: "s", deleted: false, compatibility: DENIED, mode: DENIED, versions: read([]) }]),
          }),
        schemas: async (ids) => ids.map((id) => ({ id, reading: DENIED })),
        requests: () => 3,
        close: async () => undefined,
      },
    },
  ],
  objectStore: {
    description: "store",
    buckets: async () => [
      {
        name: "b",
        exists: read(true),
        lifecycle: DENIED,
        versioning: DENIED,
        publicAccess: DENIED,
        newest: [{ prefix: "p", object: DENIED }],
      },
    ],
    requests: () => 3,
    close: async () => undefined,
  },
};

/** What the report says could not be read, with these entries of `exclude`. */
async function unreadable(...exclude: readonly string[]): Promise<string[]> {
  const text = `schemaVersion: 1
layout: { appOfApps: { chart: environments, values: "values-{environment}.yaml" } }
environments: [{ name: idfint }]
exclude: [${exclude.map((entry) => `{ ${entry}, reason: r }`).join(", ")}]
`;
  const services = lookedAt(SERVICES, parseConfig({ text, file: "/holdfast.yaml" }).exclude);
  const [kafka] = services.kafka;
  const [registry] = services.registries;
  const state = (await kafka?.reader.state()) ?? DENIED;
  const registryState = (await registry?.reader.state()) ?? DENIED;
  const failures = [
    ...unreadServices(services, { kafka: [], registries: [], terraform: null, health: null }),
    ...unreadOfKafka({
      cluster: "broker",
      namespace: "kafka",
      state: state.ok ? state.value : null,
      groups: (await kafka?.reader.groups(["g"])) ?? [],
      lastMessages: (await kafka?.reader.lastMessages(["t"])) ?? [],
      absent: [],
    }),
    ...unreadOfRegistry({
      name: "registry",
      namespace: "kafka",
      state: registryState.ok ? registryState.value : null,
      schemas: (await registry?.reader.schemas([7])) ?? [],
      expected: [],
      alertTopics: [],
    }),
    ...unreadOfBuckets((await services.objectStore?.buckets([])) ?? []),
  ];
  return failures.map(({ failure }) => failure.what);
}

describe("check/services/looked-at", () => {
  it("reports everything where nothing is excluded", async () => {
    expect(await unreadable()).toEqual([
      "brokers, controller quorum, topics, topic configs and 9 more of Kafka broker",
      "compatibility, mode, compatibility of s, mode of s and 1 more of schema registry registry",
      "lifecycle of b, versioning of b, public access of b and newest object of b/p of the object store",
    ]);
  });

  it("leaves out the parts that are excluded, and those only", async () => {
    const parts = KAFKA_PARTS.filter((part) => part !== "acls").map((part) => `service: kafka, part: ${part}`);
    const others = ["mode", "subjects", "schemas"].map((part) => `service: schemaRegistry, part: ${part}`);
    const store = ["versioning", "newest"].map((part) => `service: objectStore, part: ${part}`);
    expect(await unreadable(...parts, "service: kafka, part: lastMessages", ...others, ...store)).toEqual([
      "ACLs of Kafka broker",
      "compatibility of schema registry registry",
      "lifecycle of b and public access of b of the object store",
    ]);
    expect(await unreadable("service: schemaRegistry, part: mode", "service: kafka", "service: objectStore")).toEqual([
      "compatibility, compatibility of s and schema 7 of schema registry registry",
    ]);
  });

  it("does not connect to a service that is excluded", () => {
    const exclusion = { service: "kafka", part: null, environment: null, group: null, kind: null } as const;
    const rest = { namespace: null, name: null, reason: "r", expires: null, at: "" };
    expect(lookedAt(SERVICES, [{ ...exclusion, ...rest }]).kafka).toEqual([]);
    expect(isNotLookedAt(DENIED)).toBe(false);
  });
});
