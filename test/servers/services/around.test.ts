import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SYSTEMS } from "../../../src/systems/index.ts";
import type { Judgement } from "../../../src/systems/system.ts";
import { inShort } from "../../../src/systems/testing/evidence.ts";
import { type AroundWorld, GROUP, PARTS, type Part, startAroundWorld, wire } from "./around-world.ts";

/** The systems whose services are real here. */
const AROUND = ["schema-registry", "simulator", "alert-database", "terraform"];

interface Row {
  readonly what: string;
  /** The service that is changed. */
  readonly part?: Part;
  readonly change?: (world: AroundWorld) => Promise<unknown>;
  /** Seconds by which the check comes later. */
  readonly later?: number;
  readonly found: readonly string[];
}

/** One more message, which the ingester has read. */
function sent(partition: number, value: Buffer): NonNullable<Row["change"]> {
  return async ({ kafka: { fixtures } }) => {
    await fixtures.produce("replayed", partition, value);
    await fixtures.commitOffsets(GROUP, "replayed", [{ partition, offset: 2 }]);
  };
}

const OTHER = '{"type":"record","name":"other","fields":[{"name":"n","type":"long"}]}';
const ROWS: readonly Row[] = [
  { what: "all is well", found: [] },
  {
    what: "another compatibility",
    part: "registry",
    change: ({ registry }) => registry.setCompatibility(null, "FULL"),
    found: [
      "changed service schema registry schema-registry /compatibility because StrimziSchemaRegistry schema-registry /spec/compatibilityLevel",
    ],
  },
  {
    what: "a registry that takes no schema",
    part: "registry",
    change: ({ registry }) => registry.setMode(null, "READONLY"),
    found: ["changed service schema registry schema-registry /mode"],
  },
  {
    what: "a subject left in import",
    part: "registry",
    change: ({ registry }) => registry.setMode("alert-packet", "IMPORT", true),
    found: ["changed service subject alert-packet /mode"],
  },
  {
    what: "a subject that was softly deleted",
    part: "registry",
    change: ({ registry }) => registry.deleteSubject("alert-packet"),
    found: ["missing service subject alert-packet"],
  },
  {
    what: "a subject that is gone, and what it leaves unreadable",
    part: "registry",
    change: ({ registry }) => registry.deleteSubject("alert-packet", true),
    found: [
      "missing service subject alert-packet",
      "missing service schema 1000 (unknown-schema-id) because subject alert-packet",
      "changed service topic replayed /messages/schemaId (unknown-schema-id) because schema 1000",
      "changed service topic static /messages/schemaId (unknown-schema-id) because schema 1000",
    ],
  },
  {
    what: "a subject that nothing asks for",
    part: "registry",
    change: ({ registry }) => registry.register("made-by-hand", { schema: OTHER }),
    found: ["extra service subject made-by-hand (undeclared)"],
  },
  {
    what: "a message with an unknown schema id",
    part: "kafka",
    change: sent(1, wire(703)),
    found: [
      "missing service schema 703 (unknown-schema-id)",
      "changed service topic replayed /messages/schemaId (unknown-schema-id) because schema 703",
    ],
  },
  {
    what: "a message without a schema id",
    part: "kafka",
    change: sent(0, Buffer.from("{}")),
    found: ["changed service topic replayed /messages/format"],
  },
  {
    what: "a message of another subject",
    part: "kafka",
    change: sent(0, wire(100)),
    found: ["changed service topic replayed /messages/subject (wrong-subject)"],
  },
  {
    what: "a simulator that fell silent",
    later: 400,
    found: ["changed service topic replayed /messages/timestamp (stale) because Deployment replay"],
  },
  {
    what: "no static topic",
    part: "kafka",
    change: ({ kafka }) => kafka.fixtures.deleteTopics("static"),
    found: ["missing service topic static"],
  },
  {
    what: "a static topic that Kafka empties in time",
    part: "kafka",
    change: ({ kafka }) => kafka.fixtures.setTopicConfig("static", { "retention.ms": null }),
    found: ["changed service topic static /config/retention.ms (deletes-data)"],
  },
  {
    what: "a schema topic that is not only compacted",
    part: "kafka",
    change: ({ kafka }) => kafka.fixtures.setTopicConfig("registry-schemas", { "cleanup.policy": "compact,delete" }),
    found: [
      "changed service schema registry schema-registry /topic because topic registry-schemas /config/cleanup.policy",
    ],
  },
  {
    what: "a consumer group that is gone",
    part: "kafka",
    change: ({ kafka }) => kafka.fixtures.deleteGroup(GROUP),
    found: [`missing service consumer group ${GROUP} because Deployment ingester`],
  },
  {
    what: "nobody who reads",
    part: "kafka",
    change: ({ kafka }) => kafka.fixtures.produce("replayed", 0, wire(1000)),
    found: [`changed service consumer group ${GROUP} /members (no-members) because Deployment ingester`],
  },
  {
    what: "a rule that deletes schemas",
    part: "store",
    change: ({ store }) => store.setLifecycle("schemas", 28),
    found: [
      "changed service bucket schemas /lifecycle/[id=purge] (deletes-data)",
      "added service bucket schemas /lifecycle/[id=purge] because bucket schemas /lifecycle/[id=purge]",
    ],
  },
  {
    what: "alerts that are kept for ever",
    part: "store",
    change: ({ store }) => store.setLifecycle("alerts", null),
    found: ["removed service bucket alerts /lifecycle/[id=rule 1]"],
  },
  {
    what: "a public bucket",
    part: "store",
    change: ({ store }) => store.setPublic("alerts", true),
    found: ["changed service bucket alerts /publicAccess (public-access)"],
  },
  {
    what: "no bucket for schemas",
    part: "store",
    change: ({ store }) => store.deleteBucket("schemas"),
    found: ["missing service bucket schemas"],
  },
  {
    what: "a database that is not well",
    part: "health",
    change: async ({ health }) => {
      health.status = 503;
    },
    found: ["changed service Deployment server /health (unhealthy) because Deployment server"],
  },
];

describe("the systems around Kafka, on real servers", () => {
  let world: AroundWorld;
  let dirty: readonly Part[] = PARTS;

  beforeAll(async () => {
    world = await startAroundWorld();
  }, 240_000);

  afterAll(() => world[Symbol.asyncDispose]());

  it.each(ROWS)("$what", async ({ part, change, later, found }) => {
    for (const spoiled of dirty) await world.reset(spoiled);
    dirty = part === undefined ? [] : [part];
    await change?.(world);
    const evidence = await world.evidence(later);
    const judged = SYSTEMS.filter(({ name }) => AROUND.includes(name)).map((system) => system.judge?.(evidence));
    const lines = judged.flatMap((one: Judgement | undefined) => (one === undefined ? [] : inShort(one)));
    expect(lines.toSorted()).toEqual(found.toSorted());
  });
});
