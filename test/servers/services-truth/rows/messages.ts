import { commit, deleteGroup, later, send } from "../moves/messages.ts";
import { deleteTopic, makeTopics } from "../moves/topics.ts";
import { wire } from "../moves/wire.ts";
import { type Row, SILENT } from "../row.ts";
import { ALERT_TOPIC, INGESTER_GROUP, REPLAY_TOPIC, STATIC_TOPIC } from "../world/index.ts";
import { expected, group, schema, topic } from "./expect.ts";

function unknown(id: number, ...carriers: readonly string[]) {
  const consequences = carriers.map((name) => `message of topic ${name}`);
  return expected(["missing", "service", schema(id)], { reason: "unknown-schema-id", consequences });
}

/** What travels on alert topics, and who reads it. */
export const MESSAGES: readonly Row[] = [
  {
    what: "a message has a schema id that the registry does not know",
    moves: [send(ALERT_TOPIC, 0, wire(9999))],
    expect: [unknown(9999, ALERT_TOPIC)],
  },
  {
    what: "a replayed message in another partition has an unknown schema id",
    moves: [send(REPLAY_TOPIC, 1, wire(903))],
    expect: [unknown(903, REPLAY_TOPIC)],
  },
  {
    what: "messages in two partitions have unknown schema ids",
    moves: [send(ALERT_TOPIC, 0, wire(1002)), send(ALERT_TOPIC, 1, wire(1003))],
    expect: [unknown(1002, ALERT_TOPIC), unknown(1003, ALERT_TOPIC)],
  },
  {
    what: "two partitions have the same unknown schema id",
    moves: [send(ALERT_TOPIC, 0, wire(1002)), send(ALERT_TOPIC, 1, wire(1002))],
    expect: [unknown(1002, ALERT_TOPIC)],
  },
  {
    what: "a message has an older schema of the right subject",
    moves: [send(ALERT_TOPIC, 0, wire(1001))],
    expect: SILENT,
  },
  {
    what: "a message has a schema of another subject",
    moves: [send(ALERT_TOPIC, 1, wire(200))],
    expect: [expected(["changed", "service", topic(ALERT_TOPIC), "/messages/subject"], { reason: "wrong-subject" })],
  },
  {
    what: "a message is not in the registry's wire format",
    moves: [send(ALERT_TOPIC, 0, Buffer.from('{"alertId": 1}'))],
    expect: [expected(["changed", "service", topic(ALERT_TOPIC), "/messages/format"])],
  },
  {
    what: "the simulator has been silent for ten minutes",
    moves: [later(600)],
    expect: [expected(["changed", "service", topic(REPLAY_TOPIC), "/messages/timestamp"], { reason: "stale" })],
  },
  { what: "the simulator was just late by a few seconds", moves: [later(10)], expect: SILENT },
  {
    what: "the ingester's consumer group is gone",
    moves: [deleteGroup(INGESTER_GROUP)],
    expect: [expected(["missing", "service", group(INGESTER_GROUP)])],
  },
  {
    what: "nobody reads what the ingester should read",
    moves: [commit(INGESTER_GROUP, REPLAY_TOPIC, [0, 0])],
    expect: [expected(["changed", "service", group(INGESTER_GROUP), "/members"], { reason: "no-members" })],
  },
  {
    what: "there is another consumer group",
    moves: [commit("console-consumer-42", REPLAY_TOPIC, [0, 0])],
    expect: SILENT,
  },
  {
    what: "the static topic was never loaded",
    moves: [deleteTopic(STATIC_TOPIC)],
    expect: [expected(["missing", "service", topic(STATIC_TOPIC)])],
  },
  {
    what: "the topics of a stream application come and go",
    moves: [makeTopics({ name: "ztf-KSTREAM-REDUCE-STATE-STORE-0000000001-changelog", replicas: 3 })],
    expect: SILENT,
  },
];
