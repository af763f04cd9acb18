import { describe, expect, it } from "vitest";
import type { Json, KubernetesObject } from "../../vocabulary/index.ts";
import { strimzi } from "../testing/evidence.ts";
import { also, couplingsOf, type Edit, every, intentOf, put, wholeCluster, without } from "../testing/intent.ts";
import { coupleOperator } from "./couplings.ts";

type Row = readonly [string, Edit, readonly string[], (readonly string[])?];

const KAFKA = "Kafka alert-broker";
const VERSIONS = ["4.2.0", "4.3.1"]
  .map((version) => `${version}=quay.io/strimzi/kafka:1.2.0-kafka-${version}`)
  .join("\n");

interface Told {
  readonly image?: string;
  readonly namespaces?: Json;
  readonly name?: string;
}

function operator({
  image = "quay.io/strimzi/operator:1.2.0",
  namespaces = "kafka",
  name = "operator",
}: Told = {}): KubernetesObject {
  const watched = typeof namespaces === "string" ? { value: namespaces } : { valueFrom: namespaces };
  const env: Json[] = [{ name: "STRIMZI_NAMESPACE", ...watched }];
  for (const images of ["STRIMZI_KAFKA_IMAGES", "STRIMZI_KAFKA_CONNECT_IMAGES"])
    env.push({ name: images, value: VERSIONS });
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "strimzi" },
    spec: { template: { spec: { containers: [{ name: "operator", image, env }] } } },
  };
}

const WATCHED = "/spec/template/spec/containers/[name=operator]/env/[name=STRIMZI_NAMESPACE]";
const OWN = { fieldRef: { fieldPath: "metadata.namespace" } };
const CONNECT = strimzi("KafkaConnect", "connect", { spec: { version: "4.1.0" } });

function version(title: string, to: string): Edit {
  return put(title, "apiVersion", `kafka.strimzi.io/${to}`);
}

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  "an operator": [
    ["that watches everything in its versions", also(operator()), []],
    ["of another repository", version(KAFKA, "v1beta2"), []],
  ],
  "unwatched-namespace": [
    [
      "another namespace",
      also(operator({ namespaces: "kafka-2, others" })),
      [`unwatched-namespace: Deployment operator ${WATCHED}/value`],
    ],
    [
      "its own namespace only",
      also(operator({ namespaces: OWN })),
      ["unwatched-namespace: Deployment operator /spec/template/spec/containers/[name=operator]"],
    ],
    ["every namespace", also(operator({ namespaces: "*" })), []],
    ["one of several, with a blank", also(operator({ namespaces: "others, kafka" })), []],
    ["another operator that does", also(operator({ namespaces: "a" }), operator({ name: "second" })), []],
    ["an application that may bring another operator", also(operator({ namespaces: "a" })), [], ["elsewhere"]],
    ["nothing to watch there", every(also(operator({ namespaces: "a" })), without(KAFKA)), []],
  ],
  "unserved-version": [
    [
      "v1beta2 since 1.0, as one fault",
      every(also(operator()), version(KAFKA, "v1beta2"), version("KafkaTopic alerts", "v1beta2")),
      ["unserved-version: Kafka alert-broker /apiVersion"],
    ],
    ["v1beta2 before", every(also(operator({ image: "strimzi/operator:0.51.0" })), version(KAFKA, "v1beta2")), []],
    [
      "v1 before 0.49",
      every(also(operator({ image: "strimzi/operator:0.48.0@sha256:0123" })), (objects) =>
        objects.map((object) =>
          object.kind === "KafkaUser"
            ? object
            : { ...object, apiVersion: object.apiVersion.replace("io/v1", "io/v1beta2") },
        ),
      ),
      ["unserved-version: KafkaUser alerce /apiVersion"],
    ],
    [
      "v1beta1 of a topic before 1.0",
      every(also(operator({ image: "strimzi/operator:0.49.1" })), version("KafkaTopic alerts", "v1beta1")),
      [],
    ],
    [
      "an image by its digest, told by the Kafka images",
      every(also(operator({ image: "operator@sha256:0123" })), version(KAFKA, "v1beta2")),
      ["unserved-version: Kafka alert-broker /apiVersion"],
    ],
    [
      "two operators of different versions",
      every(also(operator(), operator({ name: "old", image: "o:0.51.0" })), version(KAFKA, "v1beta2")),
      [],
    ],
  ],
  "unsupported-kafka-version": [
    [
      "an older Kafka",
      every(also(operator()), put(KAFKA, "spec/kafka/version", "4.1.0")),
      ["unsupported-kafka-version: Kafka alert-broker /spec/kafka/version"],
    ],
    ["an older Connect", also(operator(), CONNECT), ["unsupported-kafka-version: KafkaConnect connect /spec/version"]],
    ["no version", every(also(operator()), put(KAFKA, "spec/kafka/version", undefined)), []],
    [
      "an operator of another namespace",
      every(also(operator({ namespaces: "a" })), put(KAFKA, "spec/kafka/version", "4.1.0")),
      [],
      ["x"],
    ],
  ],
};

describe("systems/strimzi-operator/couplings", () => {
  for (const [rule, rows] of Object.entries(ROWS)) {
    for (const [title, edit, expected, unrendered = []] of rows) {
      it(`${rule}: ${title}`, () => {
        expect(couplingsOf(coupleOperator(intentOf(edit(wholeCluster()), unrendered)))).toEqual(expected);
      });
    }
  }
});
