import { describe, expect, it } from "vitest";
import { parsePath, parseResource } from "./query.ts";

describe("explain/query", () => {
  it.each([
    ["Kafka/alert-broker", { kind: "Kafka", namespace: null, name: "alert-broker" }],
    ["KafkaTopic/kafka/lsst-alerts-v10.0", { kind: "KafkaTopic", namespace: "kafka", name: "lsst-alerts-v10.0" }],
  ])("reads the resource %s", (text, expected) => {
    expect(parseResource(text)).toEqual(expected);
  });

  it.each(["Kafka", "", "Kafka/", "/x", "a/b/c/d", "a//c"])("refuses the resource %j", (text) => {
    expect(() => parseResource(text)).toThrow(/Kind\/name/);
  });

  it.each([
    ["", []],
    ["/", []],
    ["/spec/config/retention.ms", ["spec", "config", "retention.ms"]],
    ["/metadata/annotations/strimzi.io~1pause~0x", ["metadata", "annotations", "strimzi.io/pause~x"]],
    ["/spec/containers/[name=web]/image", ["spec", "containers", { key: { name: "web" } }, "image"]],
    ["/spec/ports/[port=80,protocol=TCP]/name", ["spec", "ports", { key: { port: "80", protocol: "TCP" } }, "name"]],
    ["/spec/x/[name=a/b]/c", ["spec", "x", { key: { name: "a/b" } }, "c"]],
    ["spec.config.retention", ["spec", "config", "retention"]],
    ['spec.config["retention.ms"]', ["spec", "config", "retention.ms"]],
    ["users[2].name", ["users", { index: 2 }, "name"]],
    ["spec.containers[name=web].image", ["spec", "containers", { key: { name: "web" } }, "image"]],
  ])("reads the path %s", (text, expected) => {
    expect(parsePath(text)).toEqual(expected);
  });

  it.each(["spec[", "spec..x", 'spec["a]'])("refuses the path %s", (text) => {
    expect(() => parsePath(text)).toThrow(/JSON pointer/);
  });
});
