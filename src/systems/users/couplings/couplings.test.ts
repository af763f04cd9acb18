import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../../vocabulary/index.ts";
import { strimzi } from "../../testing/evidence.ts";
import {
  acl,
  also,
  couplingsOf,
  type Edit,
  every,
  intentOf,
  loadJob,
  put,
  scramUser,
  wholeCluster,
  without,
} from "../../testing/intent.ts";
import { coupleUsers } from "./index.ts";

type Row = readonly [string, Edit, readonly string[], (readonly string[])?];

const KAFKA = "Kafka alert-broker";
const ALERCE = "KafkaUser alerce";
const NAME = "spec/authorization/acls/0/resource/name";

/** One more user, with these ACLs besides one on its own groups. */
function user(...acls: readonly string[]): Edit {
  return also(scramUser("more", [...acls.map(acl), acl("group more* Read")]));
}

const unknown = ["unknown-topic: KafkaUser alerce /spec/authorization/acls/0/resource/name"];

/** Of the defaults of its definition. */
const REGISTRY: KubernetesObject = {
  apiVersion: "roundtable.lsst.codes/v1beta1",
  kind: "StrimziSchemaRegistry",
  metadata: { name: "schema-registry", namespace: "kafka" },
  spec: {},
};

function dead(index = 0): readonly string[] {
  return [`dead-acl: KafkaUser more /spec/authorization/acls/${index}/resource/name`];
}

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  users: [["in which everything fits", (objects) => objects, []]],
  "unknown-cluster": [
    [
      "no label",
      put(ALERCE, "metadata/labels", undefined),
      ["unknown-cluster: KafkaUser alerce /metadata/labels/strimzi.io~1cluster"],
    ],
  ],
  "no-entity-operator": [
    [
      "none in the Kafka, as one fault",
      put(KAFKA, "spec/entityOperator/userOperator", undefined),
      ["no-entity-operator: Kafka alert-broker /spec/entityOperator/userOperator"],
    ],
  ],
  "acls-without-authorizer": [
    [
      "ACLs that nobody asks",
      put(KAFKA, "spec/kafka/authorization", undefined),
      ["acls-without-authorizer: Kafka alert-broker /spec/kafka/authorization"],
    ],
    ["another authorizer", put(KAFKA, "spec/kafka/authorization", { type: "custom" }), []],
  ],
  "login-without-listener": [
    [
      "a certificate for listeners of passwords",
      put(KAFKA, "spec/kafka/listeners/1/authentication/type", "scram-sha-512"),
      ["login-without-listener: KafkaUser kafka-admin /spec/authentication/type"],
    ],
    [
      "passwords for listeners of certificates, as one fault",
      every(
        put(KAFKA, "spec/kafka/listeners/0/authentication/type", "tls"),
        put(KAFKA, "spec/kafka/listeners/2/authentication/type", "tls"),
      ),
      ["login-without-listener: KafkaUser alerce /spec/authentication/type"],
    ],
    ["a listener of its own kind", put(KAFKA, "spec/kafka/listeners/1/authentication/type", "custom"), []],
  ],
  "superuser-name": [
    [
      "User: twice",
      put(KAFKA, "spec/kafka/authorization/superUsers/0", "User:CN=kafka-admin"),
      ["superuser-name: Kafka alert-broker /spec/kafka/authorization/superUsers/0"],
    ],
    [
      "a certificate without CN",
      put(KAFKA, "spec/kafka/authorization/superUsers/0", "kafka-admin"),
      ["superuser-name: Kafka alert-broker /spec/kafka/authorization/superUsers/0"],
    ],
    [
      "a password with CN",
      put(KAFKA, "spec/kafka/authorization/superUsers/0", "CN=alerce"),
      ["superuser-name: Kafka alert-broker /spec/kafka/authorization/superUsers/0"],
    ],
    ["somebody whom git does not declare", put(KAFKA, "spec/kafka/authorization/superUsers/0", "somebody"), []],
    ["a certificate of another kind", put(KAFKA, "spec/kafka/authorization/superUsers/0", "CN=alerce,O=rubin"), []],
  ],
  "shared-password": [
    [
      "the key of another user",
      put(ALERCE, "spec/authentication/password/valueFrom/secretKeyRef/key", "antares-password"),
      ["shared-password: KafkaUser alerce /spec/authentication/password/valueFrom/secretKeyRef/key"],
    ],
    [
      "the same key of another Secret",
      every(
        put(ALERCE, "spec/authentication/password/valueFrom/secretKeyRef", { name: "a", key: "password" }),
        put("KafkaUser antares", "spec/authentication/password/valueFrom/secretKeyRef", { name: "b", key: "password" }),
      ),
      [],
    ],
  ],
  certificates: [
    [
      "two users without a password",
      also(strimzi("KafkaUser", "more", { spec: { authentication: { type: "tls" } } })),
      [],
    ],
  ],
  "unknown-topic": [
    [
      "a topic that nothing makes",
      put(ALERCE, NAME, "alertz"),
      ["unknown-topic: KafkaUser alerce /spec/authorization/acls/0/resource/name"],
    ],
    [
      "several users as one fault",
      every(put(ALERCE, NAME, "alertz"), put("KafkaUser antares", NAME, "alertz")),
      ["unknown-topic: KafkaUser alerce /spec/authorization/acls/0/resource/name"],
    ],
    ["a topic that may be declared elsewhere", put(ALERCE, NAME, "alertz"), [], ["kafka"]],
    ["every topic", put(ALERCE, NAME, "*"), []],
    ["a topic of Kafka's own", put(ALERCE, NAME, "__consumer_offsets"), []],
    [
      "a topic by its own name",
      every(put(ALERCE, NAME, "a_b"), put("KafkaTopic schemas", "spec/topicName", "a_b")),
      [],
    ],
    ["a topic that a program makes", every(put(ALERCE, NAME, "alertz"), user("topic alertz Create Write")), []],
    [
      "a program that may create on the cluster",
      every(put(ALERCE, NAME, "alertz"), user("cluster kafka-cluster Create")),
      [],
    ],
    ["a program that may use any group", every(put(ALERCE, NAME, "alertz"), user("group * All")), unknown],
    ["a program that makes any topic", every(put(ALERCE, NAME, "alertz"), user("topic * All")), []],
    [
      "an administrator who may make any topic",
      every(
        put(ALERCE, NAME, "alertz"),
        put("KafkaUser kafka-admin", "spec/authorization", {
          type: "simple",
          acls: [acl("topic * All"), acl("group * All")],
        }),
      ),
      ["unknown-topic: KafkaUser alerce /spec/authorization/acls/0/resource/name"],
    ],
    ["the topic that the registry makes", every(put(ALERCE, NAME, "registry-schemas"), also(REGISTRY)), []],
    ["the topic that the simulator fills", every(put(ALERCE, NAME, "static"), also(loadJob("static"))), []],
    [
      "a topic that connectors may make",
      every(put(ALERCE, NAME, "alertz"), also(strimzi("KafkaConnect", "connect"))),
      [],
    ],
    [
      "a cluster whose topics git does not declare",
      every(put(ALERCE, NAME, "alertz"), without("KafkaTopic alerts"), without("KafkaTopic schemas")),
      [],
    ],
  ],
  "unmatched-prefix": [
    [
      "no topic begins so",
      user("topic lsst* Read"),
      ["unmatched-prefix: KafkaUser more /spec/authorization/acls/0/resource/name"],
    ],
    ["a topic begins so", user("topic aler* Read"), []],
    ["whoever makes them", user("topic lsst* All"), []],
  ],
  "overlapping-groups": [
    [
      "a name that begins another",
      also(scramUser("alerce-test", [acl("group alerce-test* Read")])),
      ["overlapping-groups: KafkaUser alerce /spec/authorization/acls/1/resource/name"],
    ],
    ["the same name for both", also(scramUser("other", [acl("group alerce* Read")])), []],
    ["whoever may use every group", also(scramUser("ui", [acl("group * Read")])), []],
    ["two prefixes of one user", user("group more-and-more* Read"), []],
  ],
  "missing-group": [
    [
      "a reader",
      also(scramUser("more", [acl("topic alerts Read")])),
      ["missing-group: KafkaUser more /spec/authorization/acls"],
    ],
    ["a writer", also(scramUser("more", [acl("topic alerts Write")])), []],
  ],
  "dead-acl": [
    [
      "a star as a prefix",
      also(
        scramUser("more", [
          { resource: { type: "topic", name: "*", patternType: "prefix" }, operations: ["Read"] },
          acl("group more* Read"),
        ]),
      ),
      dead(),
    ],
    ["a denial of what nobody allowed", user("deny topic alerts Write"), dead()],
    ["a denial of a part", user("topic * Read", "deny topic alerts Read"), []],
    ["a denial of Describe, which Read gives", user("topic alerts Read", "deny topic alerts Describe"), []],
    ["a permission under a denial", user("topic alerts Read", "deny topic alerts All"), dead()],
    [
      "a denial for one host",
      also(
        scramUser("more", [
          acl("topic alerts Read"),
          { ...acl("deny topic alerts Read"), host: "192.0.2.1" },
          acl("group more* Read"),
        ]),
      ),
      [],
    ],
    ["a permission for all under a denial of one name", user("topic alerts* Read", "deny topic alerts Read"), []],
    ["a denial of other operations", user("topic alerts Read Write", "deny topic alerts Write"), []],
    ["a denial of groups for a right on topics", user("topic alerts Read", "deny group alerts Read"), dead(1)],
    [
      "a denial that counts, since everything else is allowed",
      every(user("deny topic alerts Write"), put(KAFKA, "spec/kafka/config/allow.everyone.if.no.acl.found", true)),
      [],
    ],
  ],
};

describe("systems/users/couplings", () => {
  for (const [rule, rows] of Object.entries(ROWS)) {
    for (const [title, edit, expected, unrendered = []] of rows) {
      it(`${rule}: ${title}`, () => {
        expect(couplingsOf(coupleUsers(intentOf(edit(wholeCluster()), unrendered)))).toEqual(expected);
      });
    }
  }
});
