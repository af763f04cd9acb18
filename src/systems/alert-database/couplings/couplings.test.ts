import { describe, expect, it } from "vitest";
import { acl, also, couplingsOf, type Edit, every, intentOf, put, without } from "../../testing/intent.ts";
import { tell, thing, wholeSystem } from "../../testing/services-intent.ts";
import { alertDatabase } from "../index.ts";

const INGESTER = "Deployment ingester";
const USER = "KafkaUser alert-database-ingester";
const SCALER = "ScaledObject ingester";
const WORD = (index: number) => `/spec/template/spec/containers/[name=main]/command/${index}`;
const TRIGGER = (index: number, field: string) => `/spec/triggers/${index}/metadata/${field}`;
const groupIs = (name: string) =>
  every(
    put(SCALER, "spec/triggers/0/metadata/consumerGroup", name),
    put(SCALER, "spec/triggers/1/metadata/consumerGroup", name),
  );
const account = (google: string) =>
  put("ServiceAccount server", "metadata/annotations", { "iam.gke.io/gcp-service-account": google });

type Row = readonly [what: string, edit: Edit, found: readonly string[]];

const ROWS: readonly Row[] = [
  ["everything fits", (all) => all, []],
  [
    "a listener for passwords",
    tell(INGESTER, "--kafka-host=alert-broker-kafka-bootstrap:9092"),
    [`kafka-address: ${INGESTER} ${WORD(1)}`],
  ],
  [
    "a login that the listener does not take",
    tell(INGESTER, "--kafka-auth-mechanism=scram"),
    [`kafka-address: ${INGESTER} ${WORD(1)}`],
  ],
  [
    "a certificate of nobody",
    put(INGESTER, "spec/template/spec/volumes/0/secret/secretName", "ingester"),
    [`kafka-client-user: ${INGESTER} /spec/template/spec/volumes/[name=user]/secret/secretName`],
  ],
  [
    "a topic that nobody declares",
    every(tell(INGESTER, "--kafka-topics=alerts,replayed,alert"), put(SCALER, "spec/triggers", [])),
    [`undeclared-topic: ${INGESTER} ${WORD(2)}`],
  ],
  [
    "the topic that a Job makes itself",
    every(tell(INGESTER, "--kafka-topics=alerts,replayed,static"), put(SCALER, "spec/triggers", [])),
    [],
  ],
  [
    "a topic that its user may not read",
    put(USER, "spec/authorization/acls/0", acl("topic alerts Describe")),
    [`missing-access: ${USER} /spec/authorization/acls`],
  ],
  [
    "a group that its user may not use",
    put(USER, "spec/authorization/acls/2", acl("group other Read")),
    [`missing-access: ${USER} /spec/authorization/acls`],
  ],
  ["a group by the wildcard", put(USER, "spec/authorization/acls/2", acl("group * Read")), []],
  [
    "a group of its own",
    every(
      tell(INGESTER, "--kafka-group=archive"),
      groupIs("archive"),
      put(USER, "spec/authorization/acls/2", acl("group arch* Read")),
    ),
    [],
  ],
  ["a scaler of another group", groupIs("ingester"), [`scaler-mismatch: ${SCALER} ${TRIGGER(0, "consumerGroup")}`]],
  [
    "a scaler of another group, which the user may use instead",
    every(groupIs("archive"), put(USER, "spec/authorization/acls/2", acl("group archive Read"))),
    [`scaler-mismatch: ${SCALER} ${TRIGGER(0, "consumerGroup")}`],
  ],
  [
    "a scaler of another topic",
    put(SCALER, "spec/triggers/1/metadata/topic", "schemas"),
    [`scaler-mismatch: ${SCALER} ${TRIGGER(1, "topic")}`],
  ],
  [
    "a scaler of every topic",
    every(
      put(SCALER, "spec/triggers/1/metadata/topic", undefined),
      put(SCALER, "spec/triggers/0/metadata/topic", undefined),
    ),
    [],
  ],
  [
    "a topic without a trigger",
    put(SCALER, "spec/triggers/1/metadata/topic", "alerts"),
    [`scaler-mismatch: ${SCALER} /spec/triggers`],
  ],
  [
    "a scaler that looks elsewhere",
    put(SCALER, "spec/triggers/0/metadata/bootstrapServers", "alert-broker-kafka-bootstrap.kafka:9099"),
    [`kafka-address: ${SCALER} ${TRIGGER(0, "bootstrapServers")}`],
  ],
  [
    "a scaler that looks outside",
    put(SCALER, "spec/triggers/0/metadata/bootstrapServers", "alerts.example.org:9094"),
    [],
  ],
  [
    "both at the wrong place",
    every(
      tell(INGESTER, "--kafka-host=alert-broker-kafka-bootstrap:9099"),
      put(SCALER, "spec/triggers/0/metadata/bootstrapServers", "alert-broker-kafka-bootstrap.kafka:9099"),
    ),
    [`kafka-address: ${INGESTER} ${WORD(1)}`],
  ],
  ["replicas next to a scaler", put(INGESTER, "spec/replicas", 1), [`scaled-replicas: ${INGESTER} /spec/replicas`]],
  ["replicas without a scaler", every(put(INGESTER, "spec/replicas", 1), without(SCALER)), []],
  [
    "replicas next to an HPA",
    every(
      put("Deployment server", "spec/replicas", 2),
      also(thing("autoscaling/v2 HorizontalPodAutoscaler", "server", { spec: { scaleTargetRef: { name: "server" } } })),
    ),
    ["scaled-replicas: Deployment server /spec/replicas"],
  ],
  [
    "another bucket of alerts",
    tell("Deployment server", "--bucket-alerts=other"),
    [`store-mismatch: Deployment server ${WORD(1)}`],
  ],
  [
    "another object store",
    tell("Deployment server", "--endpoint-url=https://other.example.org"),
    [`store-mismatch: Deployment server ${WORD(3)}`],
  ],
  ["the same object store with a slash", tell("Deployment server", "--endpoint-url=https://s3.example.org/"), []],
  ["a server without an ingester", every(without(INGESTER), tell("Deployment server", "--bucket-alerts=other")), []],
  [
    "one bucket for both",
    every(tell("Deployment server", "--bucket-schemas=packets"), tell(INGESTER, "--bucket-schemas=packets")),
    [`shared-bucket: ${INGESTER} ${WORD(8)}`],
  ],
  [
    "no service account",
    without("ServiceAccount server"),
    ["undeclared-service-account: Deployment server /spec/template/spec/serviceAccountName"],
  ],
  [
    "the default service account",
    every(
      without("ServiceAccount server"),
      put("Deployment server", "spec/template/spec/serviceAccountName", undefined),
    ),
    [],
  ],
  [
    "a Google account by its name alone",
    account("server@alerts"),
    ["workload-identity-format: ServiceAccount server /metadata/annotations/iam.gke.io~1gcp-service-account"],
  ],
  ["a Google account that Google makes", account("12-compute@developer.gserviceaccount.com"), []],
  ["no Google account", account(""), []],
];

/** What is not judged where an application of that namespace did not render. */
const BLIND: readonly (readonly [what: string, edit: Edit])[] = [
  ["a topic that nobody declares", every(tell(INGESTER, "--kafka-topics=alert"), put(SCALER, "spec/triggers", []))],
  ["no service account", without("ServiceAccount server")],
];

describe("systems/alert-database/couplings", () => {
  it.each(ROWS)("%s", (_, edit, found) => {
    const lines = couplingsOf(alertDatabase.couple?.(intentOf(edit(wholeSystem()))) ?? []);
    expect(lines).toEqual(found);
  });

  it.each(BLIND)("%s,", (_, edit) => {
    expect(couplingsOf(alertDatabase.couple?.(intentOf(edit(wholeSystem()), ["kafka"])) ?? [])).toEqual([]);
  });
});
