import { describe, expect, it } from "vitest";
import { read, unread } from "../../vocabulary/index.ts";
import { ends, registry, type Sent } from "../testing/alert-services.ts";
import { all, type Change, edit, evidenceAfter, forget, lose } from "../testing/alert-system.ts";
import { CREATED, configEntry, inShort, NOW, topicState } from "../testing/evidence.ts";
import { simulator } from "./index.ts";

type Row = readonly [what: string, change: Change, found: readonly string[]];

const sent =
  (topic: string, ...messages: readonly Sent[]): Change =>
  ({ kafka }) => {
    const others = (kafka.lastMessages ?? []).filter(({ name }) => name !== topic);
    return { kafka: { ...kafka, lastMessages: [...others, { name: topic, reading: ends(...messages) }] } };
  };

const overridden =
  (...overrides: ReturnType<typeof configEntry>[]): Change =>
  ({ kafka }) => {
    const { state } = kafka;
    if (state == null || !state.topicConfigs.ok) return {};
    const { inherited } = state.topicConfigs.value;
    const topicConfigs = read({ inherited, topics: [{ name: "static", overrides: read(overrides) }] });
    return { kafka: { ...kafka, state: { ...state, topicConfigs } } };
  };

const without =
  (topic: string, absent: boolean | null): Change =>
  ({ kafka }) => {
    const { state } = kafka;
    if (state == null || !state.topics.ok) return {};
    const topics = read(state.topics.value.filter(({ name }) => name !== topic));
    const reading = absent === null ? unread<boolean>("no-permission", topic, "forbidden") : read(absent);
    return {
      kafka: {
        ...kafka,
        state: { ...state, topics },
        absent: [{ name: topic, reading }],
        lastMessages: (kafka.lastMessages ?? []).filter(({ name }) => name !== topic),
      },
    };
  };

const partitions =
  (count: number): Change =>
  ({ kafka }) => {
    const { state } = kafka;
    if (state == null) return {};
    const topic = topicState(
      "static",
      Array.from({ length: count }, () => ({})),
    );
    return { kafka: { ...kafka, state: { ...state, topics: read([topic, topicState("replayed", [{}])]) } } };
  };

const made = (time: string): Change => edit("Deployment replay", ["metadata", "creationTimestamp"], time);
const told =
  (id: number): Change =>
  ({ declared }) => ({
    declared: declared.map((object) =>
      object.metadata.name === "load"
        ? (JSON.parse(JSON.stringify(object).replace("--schema-id=1000", `--schema-id=${id}`)) as typeof object)
        : object,
    ),
  });

const STALE = "changed service topic replayed /messages/timestamp (stale) because Deployment replay";

const ROWS: readonly Row[] = [
  ["all is well", () => ({}), []],
  ["an alert of three rounds ago", sent("replayed", [170, 1000]), []],
  ["no alert for longer", sent("replayed", [172, 1000], [400, 1000]), [STALE]],
  ["one fresh partition of two", sent("replayed", [9000, 1000], [20, 1000]), []],
  ["no alert at all", sent("replayed", null, null), [STALE]],
  ["no alert yet", all(sent("replayed", null, null), made(NOW.toISOString())), []],
  ["old alerts and a new Deployment", all(sent("replayed", [9000, 1000]), made(NOW.toISOString())), []],
  [
    "a partition that could not be read",
    ({ kafka }) => {
      const last = unread<null>("timeout", "replayed-0", "slow");
      return { kafka: { ...kafka, lastMessages: [{ name: "replayed", reading: read([{ partition: 0, last }]) }] } };
    },
    [],
  ],
  [
    "a Deployment that is not well, and its silence",
    all(
      edit("Deployment replay", ["status", "conditions"], [{ type: "Available", status: "False" }]),
      sent("replayed", [999, 1000]),
    ),
    ["changed operator Deployment replay /status/conditions (not-ready)", STALE],
  ],
  [
    "a Deployment that is gone, and its silence",
    all(lose("Deployment", "replay"), sent("replayed", [99_999, 1000])),
    [STALE],
  ],
  ["a replay topic that is gone", without("replayed", true), []],
  ["no static topic", without("static", true), ["missing service topic static"]],
  ["a static topic that may not be seen", without("static", null), []],
  [
    "no static topic, and the silence that follows",
    all(without("static", true), sent("replayed", [9999, 1000])),
    ["missing service topic static", "changed service topic replayed /messages/timestamp (stale) because topic static"],
  ],
  ["an empty static topic", sent("static", null), ["changed service topic static /messages"]],
  ["two partitions", partitions(2), ["changed service topic static /partitions"]],
  [
    "retention by time, as the broker has it",
    overridden(),
    ["changed service topic static /config/retention.ms (deletes-data)"],
  ],
  [
    "retention by size",
    overridden(configEntry("retention.ms", "-1"), configEntry("retention.bytes", "1000")),
    ["changed service topic static /config/retention.bytes (deletes-data)"],
  ],
  [
    "another schema id than the Job is told",
    sent("static", [9000, 1001]),
    ["changed service topic static /messages/loaded"],
  ],
  ["old messages of the static topic", sent("static", [9_999_999, 1000]), []],
  [
    "an id that the registry does not know",
    all(told(1234), sent("static", [9000, 1234])),
    ["missing service schema 1234 (unknown-schema-id)"],
  ],
  [
    "an id that the registry does not know, as messages tell too",
    all(told(1234), sent("static", [9000, 1234]), ({ registries }) => ({
      registries: registries.map((one) => ({ ...one, schemas: [...one.schemas, { id: 1234, reading: read(null) }] })),
    })),
    [],
  ],
  [
    "a registry out of reach",
    all(told(1234), sent("static", [9000, 1234]), () => ({ registries: [registry(null)] })),
    [],
  ],
  ["a cluster out of reach", ({ kafka }) => ({ kafka: { ...kafka, state: null, lastMessages: [] } }), []],
  ["no simulator", all(forget("Deployment", "replay"), forget("Job", "load"), without("static", true)), []],
];

describe("systems/simulator", () => {
  it.each(ROWS)("%s", (_, change, found) => {
    expect(inShort(simulator.judge?.(evidenceAfter(change)) ?? { differences: [], failures: [], notes: [] })).toEqual(
      found,
    );
  });

  it("asks for both topics and no group", () => {
    const { declared } = evidenceAfter(() => ({}));
    const topics = simulator.asks?.(declared).lastMessages?.map(({ cluster, name }) => `${cluster} ${name}`);
    expect(new Set(topics)).toEqual(new Set(["alert-broker static", "alert-broker replayed"]));
    expect(simulator.asks?.(declared).groups).toBeUndefined();
  });

  it("says how long no alert came", () => {
    const judged = simulator.judge?.(evidenceAfter(sent("replayed", [600, 1000])));
    expect(judged?.differences[0]?.difference.statement).toBe(
      "Topic replayed got its last alert 10 minutes ago, but the simulator replays every 37 seconds",
    );
    expect(Date.parse(CREATED)).toBeLessThan(NOW.getTime());
  });
});
