import { describe, expect, it } from "vitest";
import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { KafkaReader } from "../../kafka/port.ts";
import type { ObjectStoreReader } from "../../objectstore/port.ts";
import { LateKafka } from "./late-kafka.ts";
import { LateHealth, LateObjectStore } from "./late-others.ts";
import { LateRegistry } from "./late-registry.ts";
import { Opening } from "./opening.ts";

const NO_PASSWORD = unread<never>("unreachable", "environment variable P", "it is not set");

/** Opens with a delay, and counts. */
function opener<T>(outcome: Reading<T>) {
  const calls = { opened: 0 };
  const open = async (): Promise<Reading<T>> => {
    calls.opened += 1;
    await Promise.resolve();
    return outcome;
  };
  return { calls, open };
}

function kafka(): KafkaReader & { closed: number } {
  return {
    closed: 0,
    description: "",
    state: async () => unread("timeout", "Kafka", "no answer"),
    absent: async () => [],
    groups: async (names) => names.map((name) => ({ name, reading: read(null) })),
    lastMessages: async () => [],
    requests: () => 7,
    async close() {
      this.closed += 1;
    },
  };
}

describe("observe/services/live/late", () => {
  it("opens with the first read, once, and closes what is open", async () => {
    const reader = kafka();
    const { calls, open } = opener<KafkaReader>(read(reader));
    const late = new LateKafka("Kafka broker at k:9092", new Opening("Kafka broker", open));
    expect([calls.opened, late.requests()]).toEqual([0, 0]);
    const [groups] = await Promise.all([late.groups(["g"]), late.state()]);
    expect(groups).toEqual([{ name: "g", reading: read(null) }]);
    expect([calls.opened, late.requests()]).toEqual([1, 7]);
    await late.close();
    expect(reader.closed).toBe(1);
  });

  it("opens nothing only to close it", async () => {
    const { calls, open } = opener<KafkaReader>(read(kafka()));
    await new LateKafka("", new Opening("", open)).close();
    expect(calls.opened).toBe(0);
  });

  it("tells each part why the service could not be opened", async () => {
    const { calls, open } = opener<never>(NO_PASSWORD);
    const failed = (title: string) => unread("unreachable", title, "environment variable P: it is not set");
    const late = new LateKafka("", new Opening<KafkaReader>("Kafka broker", open));
    expect(await late.state()).toEqual(failed("Kafka broker"));
    for (const named of [await late.absent(["a"]), await late.groups(["a"]), await late.lastMessages(["a"])])
      expect(named).toEqual([{ name: "a", reading: failed("Kafka broker") }]);
    expect(calls.opened).toBe(1);

    const registry = new LateRegistry("", new Opening("registry", open));
    expect(await registry.state()).toEqual(failed("registry"));
    expect(await registry.schemas([1])).toEqual([{ id: 1, reading: failed("registry") }]);
    expect(await new LateHealth("", new Opening("health", open)).health()).toEqual(failed("health"));
    const store = new LateObjectStore("", new Opening<ObjectStoreReader>("store", open));
    expect(await store.buckets([{ name: "b", prefixes: ["p"] }])).toMatchObject([
      { name: "b", exists: failed("store"), newest: [{ prefix: "p", object: failed("store") }] },
    ]);
  });
});
