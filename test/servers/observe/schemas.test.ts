import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../../src/observe/kubernetes/index.ts";
import type { Reading } from "../../../src/vocabulary/index.ts";
import { clientOf } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { Lab } from "./lab.ts";

const plane = sharedPlane();

function schemaNames(reading: Reading<OpenApiDocument>): string[] {
  if (!reading.ok) throw new Error(reading.failure.why);
  return Object.keys(reading.value.components?.schemas ?? {});
}

describe("observe/kubernetes/schemas", () => {
  let lab: Lab;

  beforeEach(async () => {
    lab = await Lab.open();
  });

  afterEach(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it("gives the schemas of built-in kinds and of CRDs, small", async () => {
    const reader = await lab.connect(plane);
    expect(schemaNames(await reader.schemas("apps", "v1"))).toContain("io.k8s.api.apps.v1.Deployment");
    expect(schemaNames(await reader.schemas("", "v1"))).toContain("io.k8s.api.core.v1.ConfigMap");
    expect(schemaNames(await reader.schemas("kafka.strimzi.io", "v1"))).toContain("io.strimzi.kafka.v1.KafkaTopic");
    using client = clientOf(plane);
    const whole = await client.mustRequest("GET", "/openapi/v3/apis/apps/v1");
    const trimmed = await reader.schemas("apps", "v1");
    expect(JSON.stringify(trimmed).length).toBeLessThan(whole.text.length / 5);
  });

  it("asks for the index once, for each document once, and with a warm cache for the index only", async () => {
    const cold = await lab.connect(plane);
    const groups = [
      ["apps", "v1"],
      ["", "v1"],
      ["apps", "v1"],
    ] as const;
    const first = await Promise.all(groups.map(([group, version]) => cold.schemas(group, version)));
    expect(cold.requests()).toEqual({ lists: 0, others: 3 });
    const warm = await lab.connect(plane);
    const second = await Promise.all(groups.map(([group, version]) => warm.schemas(group, version)));
    expect(warm.requests()).toEqual({ lists: 0, others: 1 });
    expect(second).toEqual(first);
  });

  it("survives many cold runs at once on one cache", async () => {
    const readers = await Promise.all(Array.from({ length: 6 }, () => lab.connect(plane)));
    const readings = await Promise.all(readers.map((reader) => reader.schemas("batch", "v1")));
    for (const reading of readings) expect(reading).toEqual(readings[0]);
    const files = await readdir(join(lab.cacheDir, "openapi"));
    expect(files).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
  });

  it("says that a group which is not there publishes no schema", async () => {
    const reader = await lab.connect(plane);
    expect(await reader.schemas("gone.example.test", "v1")).toEqual({
      ok: false,
      failure: {
        reason: "not-served",
        what: "the schemas of gone.example.test/v1",
        why: "the cluster publishes no schema for it",
      },
    });
  });
});
