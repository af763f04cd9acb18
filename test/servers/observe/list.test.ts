import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KubernetesObject, Reading } from "../../../src/vocabulary/index.ts";
import { clientOf, createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { Lab } from "./lab.ts";
import { applyTopics, CONFIG_MAPS, TOPICS } from "./topics.ts";

const plane = sharedPlane();

function namesOf(reading: Reading<readonly KubernetesObject[]>): string[] {
  if (!reading.ok) throw new Error(reading.failure.why);
  return reading.value.map(({ metadata }) => metadata.name);
}

describe("observe/kubernetes/list", () => {
  let lab: Lab;
  let namespace: string;
  let names: string[];

  beforeAll(async () => {
    lab = await Lab.open();
    namespace = await createNamespace(plane);
    names = await applyTopics(plane, namespace, { prefix: "old", count: 25 });
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it.each([1, 7, 25, 500])("reads every object exactly once in pages of %d", async (pageSize) => {
    const reader = await lab.connect(plane, { pageSize });
    expect(namesOf(await reader.list({ kind: TOPICS, namespace }))).toEqual(names.toSorted());
    expect(reader.requests()).toEqual({ lists: Math.ceil(25 / pageSize), others: 0 });
  });

  it("reads what was there at the start exactly once while objects are being created", async () => {
    const busy = await createNamespace(plane);
    const old = await applyTopics(plane, busy, { prefix: "m", count: 20 });
    const reader = await lab.connect(plane, { pageSize: 3 });
    const writing = ["a", "m-x", "z"].map((prefix) => applyTopics(plane, busy, { prefix, count: 20 }));
    for (let round = 0; round < 5; round += 1) {
      const read = namesOf(await reader.list({ kind: TOPICS, namespace: busy }));
      expect(new Set(read).size).toBe(read.length);
      expect(read).toEqual(expect.arrayContaining(old));
    }
    await Promise.all(writing);
    expect(namesOf(await reader.list({ kind: TOPICS, namespace: busy }))).toHaveLength(80);
  });

  it("reads all namespaces at once, and by label", async () => {
    const reader = await lab.connect(plane, { pageSize: 10 });
    const other = await createNamespace(plane);
    await applyTopics(plane, other, { prefix: namespace, count: 2 });
    const everywhere = await reader.list({ kind: TOPICS, namespace: null });
    expect(namesOf(everywhere)).toEqual(expect.arrayContaining([...names, `${namespace}-0`]));
    const labelSelector = `part in (${namespace}),strimzi.io/cluster=alerts`;
    const selected = await reader.list({ kind: TOPICS, namespace: null, labelSelector });
    expect(namesOf(selected)).toEqual([`${namespace}-0`, `${namespace}-1`]);
    const fieldSelector = `metadata.namespace!=${other},metadata.namespace!=there-is-none`;
    const elsewhere = await reader.list({ kind: TOPICS, namespace: null, labelSelector, fieldSelector });
    expect(elsewhere).toEqual({ ok: true, value: [] });
  });

  it("fills in the header that items of built-in kinds lack, and keeps managedFields", async () => {
    using client = clientOf(plane);
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const created = await client.mustRequest("POST", path, { metadata: { name: "c" }, data: { a: "b" } });
    const reader = await lab.connect(plane);
    const reading = await reader.list({ kind: CONFIG_MAPS, namespace });
    expect(reading.ok && reading.value.find(({ metadata }) => metadata.name === "c")).toEqual(created.body);
    expect(created.body).toMatchObject({ apiVersion: "v1", kind: "ConfigMap", metadata: { managedFields: [{}] } });
  });

  it("reads an empty namespace, and one that does not exist, as empty", async () => {
    const reader = await lab.connect(plane);
    for (const empty of [await createNamespace(plane), "there-is-none"]) {
      expect(await reader.list({ kind: TOPICS, namespace: empty })).toEqual({ ok: true, value: [] });
    }
  });

  it("says who lacks permission for which kind, and reads the others", async () => {
    const reader = await lab.connect(plane, { context: "reader-without-topics" });
    expect(await reader.list({ kind: TOPICS, namespace })).toEqual({
      ok: false,
      failure: {
        reason: "no-permission",
        what: `KafkaTopic in namespace ${namespace}`,
        why: "the credentials may not read it (HTTP 403)",
      },
    });
    expect(await reader.list({ kind: CONFIG_MAPS, namespace })).toMatchObject({ ok: true });
    expect(reader.requests()).toEqual({ lists: 2, others: 0 });
  });

  it.each([
    ["a kind without its CRD", { ...TOPICS, plural: "kafkanothings", kind: "KafkaNothing" }],
    ["a version that is gone", { ...TOPICS, version: "v1beta9" }],
  ])("says that %s is not served", async (_, kind) => {
    const reader = await lab.connect(plane);
    expect(await reader.list({ kind, namespace })).toMatchObject({ ok: false, failure: { reason: "not-served" } });
  });
});
