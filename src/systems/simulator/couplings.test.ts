import { describe, expect, it } from "vitest";
import type { ServicesConfig } from "../../config/services.ts";
import { also, couplingsOf, type Edit, every, intentOf, put, topic, without } from "../testing/intent.ts";
import { tell, wholeSystem } from "../testing/services-intent.ts";
import { simulator } from "./index.ts";

const REPLAY = "Deployment replay";
const USER = "KafkaUser simulator";
const WORD = (index: number) => `/spec/template/spec/containers/[name=main]/command/${index}`;
const SECRET = "/spec/template/spec/volumes/[name=user]/secret/secretName";
const both = (word: string) => every(tell(REPLAY, word), tell("Job load", word));
const mount = (name: string) => put(REPLAY, "spec/template/spec/volumes/0/secret/secretName", name);

type Row = readonly [what: string, edit: Edit, found: readonly string[]];

const ROWS: readonly Row[] = [
  ["everything fits", (all) => all, []],
  [
    "a port without a listener",
    both("--broker=alert-broker-kafka-bootstrap:9095"),
    [`kafka-address: ${REPLAY} ${WORD(2)}`],
  ],
  [
    "the port of an external listener",
    both("--broker=alert-broker-kafka-bootstrap:9094"),
    [`kafka-address: ${REPLAY} ${WORD(2)}`],
  ],
  [
    "the port of a listener for passwords",
    both("--broker=alert-broker-kafka-bootstrap:9092"),
    [`kafka-address: ${REPLAY} ${WORD(2)}`],
  ],
  [
    "the Job alone",
    tell("Job load", "--broker=alert-broker-kafka-bootstrap:9092"),
    [`kafka-address: Job load ${WORD(2)}`],
  ],
  ["a Kafka that is not there", both("--broker=alerts-kafka-bootstrap:9093"), [`kafka-address: ${REPLAY} ${WORD(2)}`]],
  [
    "a Kafka that topics name too",
    every(
      both("--broker=alerts-kafka-bootstrap:9093"),
      put("KafkaTopic replayed", "metadata/labels", { "strimzi.io/cluster": "alerts" }),
    ),
    [],
  ],
  [
    "a listener of the team's own making",
    put("Kafka alert-broker", "spec/kafka/listeners/1/authentication", { type: "custom" }),
    [],
  ],
  [
    "a listener without logins, with ACLs, next to one for certificates",
    every(
      put("Kafka alert-broker", "spec/kafka/listeners/1/authentication", undefined),
      put("Kafka alert-broker", "spec/kafka/listeners/2/authentication", { type: "tls" }),
    ),
    [`kafka-address: ${REPLAY} ${WORD(2)}`],
  ],
  [
    "a listener without logins, without ACLs",
    every(
      put("Kafka alert-broker", "spec/kafka/listeners/1/authentication", undefined),
      put("Kafka alert-broker", "spec/kafka/authorization", undefined),
    ),
    [],
  ],
  ["a namespace that git does not know", both("--broker=alert-broker-kafka-bootstrap.web:9093"), []],
  ["a full name", both("--broker=alert-broker-kafka-bootstrap.kafka.svc.cluster.local:9093"), []],
  ["an address outside", both("--broker=alerts.example.org:9094"), []],
  ["no Kafka in git", every(both("--broker=alerts-kafka-bootstrap:9093"), without("Kafka alert-broker")), []],
  ["a Secret that no user brings", mount("simulater"), [`kafka-client-user: ${REPLAY} ${SECRET}`]],
  [
    "a Secret of git's own",
    every(mount("own"), also({ apiVersion: "v1", kind: "Secret", metadata: { name: "own", namespace: "kafka" } })),
    [],
  ],
  [
    "a user with a password",
    put(USER, "spec/authentication/type", "scram-sha-512"),
    [`kafka-client-user: ${USER} /spec/authentication/type`],
  ],
  [
    "a user of another cluster",
    put(USER, "metadata/labels", { "strimzi.io/cluster": "other" }),
    [`kafka-client-user: ${USER} /metadata/labels/strimzi.io~1cluster`],
  ],
  [
    "a KafkaTopic for the static topic",
    also(topic("static")),
    ["static-topic-declared: KafkaTopic static /metadata/name"],
  ],
  [
    "an unmanaged KafkaTopic for it",
    every(also(topic("static")), put("KafkaTopic static", "metadata/annotations", { "strimzi.io/managed": "false" })),
    [],
  ],
  [
    "a replay topic that nobody declares",
    tell(REPLAY, "--dst-topic=replays"),
    [`undeclared-topic: ${REPLAY} ${WORD(6)}`],
  ],
  [
    "a replay topic in a cluster without KafkaTopics",
    every(tell(REPLAY, "--dst-topic=replays"), (all) => all.filter(({ kind }) => kind !== "KafkaTopic")),
    [],
  ],
  [
    "no right to write the replay topic",
    put(USER, "spec/authorization/acls/1/operations", ["Describe"]),
    [`missing-access: ${USER} /spec/authorization/acls`],
  ],
  [
    "no right to make and read the static topic",
    put(USER, "spec/authorization/acls/0/resource/name", "other"),
    [`missing-access: ${USER} /spec/authorization/acls`],
  ],
  [
    "no ACLs in the cluster",
    every(put(USER, "spec/authorization", undefined), put("Kafka alert-broker", "spec/kafka/authorization", undefined)),
    [],
  ],
];

/** What is not judged where an application of that namespace did not render. */
const BLIND: readonly (readonly [what: string, edit: Edit])[] = [
  ["a Kafka that is not there", both("--broker=alerts-kafka-bootstrap:9093")],
  ["a Secret that no user brings", mount("simulater")],
  ["a replay topic that nobody declares", tell(REPLAY, "--dst-topic=replays")],
];

describe("systems/simulator/couplings", () => {
  it.each(ROWS)("%s", (_, edit, found) => {
    const lines = couplingsOf(simulator.couple?.(intentOf(edit(wholeSystem()))) ?? []);
    expect(lines).toEqual(found);
  });

  it.each(BLIND)("%s, where not all is known", (_, edit) => {
    expect(couplingsOf(simulator.couple?.(intentOf(edit(wholeSystem()), ["kafka"])) ?? [])).toEqual([]);
  });

  it.each([
    ["one of git's ids", [1000, 1001], []],
    ["no id of git's", [701], [`undeclared-schema-id: Job load ${WORD(6)}`]],
    ["ids that git does not say", [], []],
  ])("schema id: %s", (_, ids, found) => {
    const intent = intentOf(wholeSystem());
    expect(couplingsOf(simulator.couple?.({ ...intent, services: withIds(ids, intent.services) }) ?? [])).toEqual(
      found,
    );
  });

  it("does not ask other subjects for the id", () => {
    const intent = intentOf(wholeSystem());
    const services = withIds([3], intent.services, "dia-source");
    expect(couplingsOf(simulator.couple?.({ ...intent, services }) ?? [])).toEqual([]);
  });

  it("names what is lacking, once for both programs", () => {
    const intent = intentOf(put(USER, "spec/authorization/acls", [])(wholeSystem()));
    expect(simulator.couple?.(intent).map(({ difference }) => difference.statement)).toEqual([
      "KafkaUser simulator may not Create, Write, Read topic static and Write topic replayed, which the alert stream simulator needs; add it to its ACLs",
    ]);
  });
});

function withIds(ids: readonly number[], services: ServicesConfig, name = "alert-packet"): ServicesConfig {
  const versions = ids.map((id) => ({ id, version: null, file: null, references: null }));
  const subject = { name, compatibility: null, mode: null, versions };
  const reach = { kind: "direct", url: "http://schema-registry:8081" } as const;
  const registry = { name: "schema-registry", namespace: "kafka", reach, tls: null, basic: null, alertTopics: [] };
  return { ...services, registries: [{ ...registry, subjects: [subject] }] };
}
