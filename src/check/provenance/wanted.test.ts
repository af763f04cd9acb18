import { describe, expect, it } from "vitest";
import type { Difference, KubernetesObject, Path } from "../../vocabulary/index.ts";
import { toPointer } from "../../vocabulary/index.ts";
import { declaredOf } from "../services/index.ts";
import { renderedObjects } from "./rendered-objects.ts";
import { partsOf, scoped } from "./testing.ts";
import { wantedOf } from "./wanted.ts";

const TOPIC: KubernetesObject = {
  apiVersion: "kafka.strimzi.io/v1",
  kind: "KafkaTopic",
  metadata: { name: "alerts", labels: { "strimzi.io/cluster": "alert-broker" } },
  spec: { partitions: 3, config: { "retention.ms": 1, "cleanup.policy": "delete" }, nested: { a: 1, b: { c: 2 } } },
};
const SECRET: KubernetesObject = {
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "login" },
  stringData: { password: "x" },
};
const TWIN: KubernetesObject = { ...SECRET, stringData: { user: "x" } };
const PARTS = partsOf({ broker: [TOPIC, SECRET], other: [TWIN] });

function wanted(object: KubernetesObject, difference: Partial<Difference>, application?: string | null) {
  return wantedOf(scoped(object, difference, application), declaredOf(PARTS.intent), renderedObjects(PARTS));
}

function pointers(object: KubernetesObject, difference: Partial<Difference>): string[] | null {
  return wanted(object, difference)?.fields.map(({ path }) => toPointer(path)) ?? null;
}

const TOPIC_IN_KAFKA = { type: "topic", cluster: "alert-broker", name: "alerts" } as const;

describe("check/provenance/wanted", () => {
  it.each<[string, Partial<Difference>, string[] | null]>([
    ["a changed field", { path: ["spec", "partitions"] }, ["/spec/partitions"]],
    ["a field that was removed", { kind: "removed", path: ["spec", "partitions"] }, ["/spec/partitions"]],
    ["a field that git dropped", { kind: "removed", path: ["spec", "dropped"] }, null],
    [
      "a field that is pruned",
      { kind: "pruned", path: ["spec", "nested"] },
      ["/spec/nested/a", "/spec/nested/b/c", "/spec/nested"],
    ],
    ["a missing object", { kind: "missing" }, [""]],
    ["an object that git does not have", { kind: "extra" }, null],
    ["what could not be read", { kind: "unreadable", path: ["spec", "partitions"] }, null],
    ["a status", { layer: "operator", path: ["status", "topicId"] }, null],
    [
      "a label that steers an operator",
      { layer: "operator", path: ["metadata", "labels", "strimzi.io/cluster"] },
      ["/metadata/labels/strimzi.io~1cluster"],
    ],
    [
      "a key added to a map",
      { kind: "added", path: ["spec", "config", "x"] },
      ["/spec/config/retention.ms", "/spec/config/cleanup.policy"],
    ],
    ["a key added to a map that nests", { kind: "added", path: ["spec", "x"] }, null],
    ["a key added to a map that git does not render", { kind: "added", path: ["metadata", "annotations", "x"] }, null],
    ["partitions in Kafka", { layer: "service", resource: TOPIC_IN_KAFKA, path: ["partitions"] }, ["/spec/partitions"]],
    [
      "an override in Kafka",
      { kind: "added", layer: "service", resource: TOPIC_IN_KAFKA, path: ["config", "x"] },
      ["/spec/config/retention.ms", "/spec/config/cleanup.policy"],
    ],
    ["a topic that is not in Kafka", { kind: "missing", layer: "service", resource: TOPIC_IN_KAFKA }, [""]],
    [
      "a topic of Kafka's alone",
      { layer: "service", resource: { ...TOPIC_IN_KAFKA, name: "gone" }, path: ["partitions"] },
      null,
    ],
    ["a bucket", { layer: "service", resource: { type: "bucket", name: "alerts" }, path: ["lifecycle"] }, null],
  ])("traces the fields of %s", (_what, difference, expected) => {
    expect(pointers(TOPIC, difference)).toEqual(expected);
  });

  it("names the object as its manifest does, at the application's own tree", () => {
    const found = wanted(TOPIC, { path: ["spec", "partitions"] });
    expect(found?.fields[0]?.resource).toMatchObject({ kind: "KafkaTopic", namespace: null, name: "alerts" });
    expect(found?.source.tree.revision).toBe("revision-of-broker");
  });

  it("finds a Secret's key that the manifest writes as text", () => {
    expect(pointers(SECRET, { path: ["data", "password"] })).toEqual(["/stringData/password"]);
    expect(pointers(SECRET, { path: ["data", "user"] })).toBeNull();
  });

  it.each<[string | null, string]>([
    ["broker", "broker"],
    ["other", "other"],
    [null, "other"],
  ])("takes the object of %s from %s", (application, expected) => {
    expect(wanted(SECRET, { kind: "missing" }, application)?.source.application.name).toBe(expected);
  });

  it("does not trace a map of hundreds of entries for one more", () => {
    const config = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`key${index}`, index]));
    const parts = partsOf({ broker: [{ ...TOPIC, spec: { config } }] });
    const find = renderedObjects(parts);
    const path: Path = ["spec", "config", "x"];
    expect(wantedOf(scoped(TOPIC, { kind: "added", path }), declaredOf(parts.intent), find)).toBeNull();
    const whole = wantedOf(scoped(TOPIC, { path: ["spec", "config"] }), declaredOf(parts.intent), find);
    expect(whole?.fields.length).toBe(40);
  });
});
