import { describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../vocabulary/index.ts";
import { covers, type RecordedTarget, selects } from "./covering.ts";

const KIND = { group: "", version: "v1", kind: "ConfigMap", plural: "configmaps", namespaced: true, verbs: [] };
const RECORDED: RecordedTarget = {
  group: "",
  version: "v1",
  kind: "ConfigMap",
  namespace: null,
  labelSelector: "app in (a,b)",
  fieldSelector: "metadata.namespace!=kafka",
};
const WANTED = { kind: KIND, namespace: null, labelSelector: "app in (a)", fieldSelector: "metadata.namespace!=kafka" };

describe("observe/recording/covering", () => {
  it.each([
    ["fewer labels", RECORDED, WANTED, true],
    ["a label that was not asked for", RECORDED, { ...WANTED, labelSelector: "app in (a,c)" }, false],
    ["another label", RECORDED, { ...WANTED, labelSelector: "team in (a)" }, false],
    ["no selector where one was recorded", RECORDED, { kind: KIND, namespace: null }, false],
    ["one namespace of all", RECORDED, { kind: KIND, namespace: "strimzi", labelSelector: "app in (b)" }, true],
    [
      "the namespace that was left out",
      RECORDED,
      { kind: KIND, namespace: "kafka", labelSelector: "app in (b)" },
      false,
    ],
    [
      "more namespaces left out",
      RECORDED,
      { ...WANTED, fieldSelector: "metadata.namespace!=kafka,metadata.namespace!=x" },
      true,
    ],
    ["all namespaces", RECORDED, { ...WANTED, fieldSelector: "metadata.namespace!=x" }, false],
    ["labels among everything", { ...RECORDED, labelSelector: null, fieldSelector: null }, WANTED, true],
    ["another version", { ...RECORDED, version: "v2" }, WANTED, false],
    [
      "one name among everything",
      { ...RECORDED, labelSelector: null, fieldSelector: null },
      { kind: KIND, namespace: "kafka", fieldSelector: "metadata.name=x" },
      true,
    ],
    [
      "one name of a namespace that was left out",
      { ...RECORDED, labelSelector: null },
      { kind: KIND, namespace: "kafka", fieldSelector: "metadata.name=x" },
      false,
    ],
    [
      "a selector that it does not know",
      { ...RECORDED, labelSelector: null },
      { ...WANTED, fieldSelector: "spec.nodeName=x" },
      false,
    ],
  ])("knows whether a recorded list covers %s", (...[, recorded, wanted, expected]) => {
    expect(covers(recorded, wanted)).toBe(expected);
  });

  it("selects as the API server would", () => {
    const object = (namespace: string, app: string): KubernetesObject => ({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "x", namespace, labels: { app } },
    });
    expect(selects(WANTED, object("strimzi", "a"))).toBe(true);
    expect(selects(WANTED, object("strimzi", "b"))).toBe(false);
    expect(selects(WANTED, object("kafka", "a"))).toBe(false);
    expect(selects({ kind: KIND, namespace: "kafka" }, object("strimzi", "a"))).toBe(false);
    const named = (name: string) => ({ kind: KIND, namespace: "kafka", fieldSelector: `metadata.name=${name}` });
    expect(selects(named("x"), object("kafka", "a"))).toBe(true);
    expect(selects(named("y"), object("kafka", "a"))).toBe(false);
  });
});
