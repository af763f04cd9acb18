import { describe, expect, it } from "vitest";
import type { Named } from "../../observe/kafka/port.ts";
import { evidenceOf, kafkaState, strimzi, topicState } from "../../systems/testing/evidence.ts";
import { read, unread } from "../../vocabulary/index.ts";
import { gatherKafka } from "./gather-kafka.ts";
import { gatherRegistry } from "./gather-registry.ts";
import { wantedTopics } from "./wanted-topics.ts";

describe("check/services/gather", () => {
  it("asks Kafka only what its state leaves open", async () => {
    const asked: string[] = [];
    const answer =
      <T>(what: string, value: T) =>
      async (names: readonly string[]): Promise<Named<T>[]> => {
        asked.push(`${what} ${names.join(",")}`);
        return names.map((name) => ({ name, reading: read(value) }));
      };
    const reader = {
      description: "Kafka",
      state: async () => read(kafkaState()),
      absent: answer("absent", true),
      groups: answer("groups", null),
      lastMessages: answer("lastMessages", []),
      requests: () => 0,
      close: async () => undefined,
    };
    const state = read(kafkaState({ topics: read([topicState("here", [{}])]) }));
    const questions = { groups: [], lastMessages: ["here", "gone"], topics: ["here", "missing"] };
    await gatherKafka({ cluster: "alert-broker", namespace: "kafka", reader }, state, questions);
    expect(asked.toSorted()).toEqual(["absent missing,gone", "lastMessages here"]);
    asked.length = 0;
    await gatherKafka(
      { cluster: "alert-broker", namespace: "kafka", reader },
      unread("timeout", "Kafka", "no answer"),
      questions,
    );
    expect(asked).toEqual([]);
  });

  it("asks the registry only for ids that no registered version has", async () => {
    const asked: number[][] = [];
    const reader = {
      description: "registry",
      state: async () => unread<never>("timeout", "registry", "no answer"),
      schemas: async (ids: readonly number[]) => {
        asked.push([...ids]);
        return ids.map((id) => ({ id, reading: read(null) }));
      },
      requests: () => 0,
      close: async () => undefined,
    };
    const versions = read([{ version: 1, id: 1000, schemaType: "AVRO", schema: "{}", references: [] }]);
    const subject = { name: "alert-packet", deleted: false, compatibility: read(null), mode: read(null), versions };
    const state = read({ compatibility: read("NONE"), mode: read(null), subjects: read([subject]) });
    const questions = { messageIds: [1000, 1001], schemaFiles: {}, config: undefined };
    const { schemas } = await gatherRegistry({ name: "schema-registry", namespace: "kafka", reader }, state, questions);
    expect(asked).toEqual([[1001]]);
    expect(schemas).toEqual([
      { id: 1000, reading: read({ id: 1000, subjects: [{ subject: "alert-packet", version: 1 }] }) },
      { id: 1001, reading: read(null) },
    ]);
  });

  it("wants the topics of git and of the cluster, by their names in Kafka", () => {
    const renamed = strimzi("KafkaTopic", "renamed", { spec: { topicName: "Renamed_Topic" } });
    const { declared, live } = evidenceOf({
      live: [renamed],
      declared: [strimzi("KafkaTopic", "alerts", { spec: {} })],
    });
    expect(wantedTopics("kafka", declared, live)).toEqual(["alerts", "Renamed_Topic"]);
    expect(wantedTopics("elsewhere", declared, live)).toEqual([]);
  });
});
