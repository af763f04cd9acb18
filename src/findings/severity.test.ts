import { describe, expect, it } from "vitest";
import type { Difference } from "../vocabulary/index.ts";
import { findingOf, objectOf } from "./fixture.ts";

describe("findings/severity", () => {
  it.each<[string, Partial<Difference>]>([
    ["high", { kind: "missing", path: [] }],
    ["high", { kind: "missing", path: [], resource: objectOf("kafka.strimzi.io", "KafkaUser") }],
    ["medium", { kind: "missing", path: [], resource: objectOf("", "ConfigMap") }],
    ["high", { kind: "missing", path: [], resource: objectOf("", "ConfigMap"), reason: "unserved" }],
    ["high", { kind: "added", path: ["spec", "kafka", "config", "auto.create.topics.enable"] }],
    ["high", { kind: "changed", path: ["spec", "kafka", "listeners"] }],
    ["medium", { kind: "changed", path: ["status", "x"] }],
    ["high", { resource: objectOf("kafka.strimzi.io", "KafkaUser"), path: ["spec", "authorization", "acls"] }],
    ["high", { resource: objectOf("kafka.strimzi.io", "KafkaTopic"), path: ["spec", "partitions"] }],
    ["high", { resource: objectOf("", "Secret"), path: ["data", "password"] }],
    ["high", { resource: objectOf("rbac.authorization.k8s.io", "ClusterRole"), path: ["rules"] }],
    [
      "high",
      {
        resource: objectOf("apps", "Deployment"),
        path: ["spec", "containers", { index: 0, key: { name: "a" } }, "image"],
      },
    ],
    ["medium", { resource: objectOf("apps", "Deployment"), path: ["spec", "replicas"] }],
    ["low", { path: ["metadata", "labels", "team"] }],
    ["low", { path: ["spec", "template", "metadata", "annotations", "team"] }],
    [
      "high",
      { resource: objectOf("kafka.strimzi.io", "KafkaTopic"), path: ["metadata", "labels", "strimzi.io/cluster"] },
    ],
    ["info", { kind: "pending" }],
    ["low", { kind: "risk", reason: "expired-rule" }],
    ["medium", { kind: "coupling" }],
    ["high", { kind: "unreadable", reason: "no-permission" }],
    ["medium", { kind: "unreadable", reason: "masked" }],
    ["high", { kind: "extra", path: [], resource: objectOf("kafka.strimzi.io", "KafkaUser") }],
  ])("%s for %j", (severity, part) => {
    expect(findingOf(part).severity).toBe(severity);
  });
});
