import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScrubber, maskForRecording } from "../../../src/masking/index.ts";
import type { KubernetesReader, ServedKind } from "../../../src/observe/kubernetes/index.ts";
import { openRecording, recordReads } from "../../../src/observe/recording/index.ts";
import { clientOf, createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { Lab } from "./lab.ts";
import { applyTopics, CONFIG_MAPS, TOPICS } from "./topics.ts";

const plane = sharedPlane();
const INFO = {
  recordedAt: "2026-11-24T06:00:00Z",
  environment: "test",
  revision: null,
  holdfast: "0.1.0",
  cluster: null,
};
const SECRETS: ServedKind = { ...CONFIG_MAPS, kind: "Secret", plural: "secrets" };

describe("observe/recording of a real cluster", () => {
  let lab: Lab;
  let namespace: string;

  beforeAll(async () => {
    lab = await Lab.open();
    namespace = await createNamespace(plane);
    await applyTopics(plane, namespace, { prefix: "t", count: 100 });
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  async function readAll(reader: KubernetesReader): Promise<unknown[]> {
    return [
      await reader.discover(),
      await reader.list({ kind: TOPICS, namespace }),
      await reader.list({ kind: TOPICS, namespace, labelSelector: "part=t" }),
      await reader.list({ kind: CONFIG_MAPS, namespace }),
      await reader.list({ kind: { ...TOPICS, version: "v9" }, namespace }),
      await reader.schemas("gone.example.test", "v1"),
    ];
  }

  async function sizeOf(dir: string): Promise<number> {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  it.each(["admin", "reader-without-topics"])(
    "replays to what %s could read, failures included, in little space",
    async (context) => {
      const live = await lab.connect(plane, { context });
      const dir = join(lab.cacheDir, context);
      const recorder = recordReads(live, { dir, info: INFO, mask: (object) => object, scrubber: createScrubber() });
      const first = await readAll(recorder.reader);
      await recorder.reader.schemas("kafka.strimzi.io", "v1");
      await recorder.finish();
      expect(await sizeOf(dir)).toBeLessThan(500_000);
      const recording = await openRecording(dir);
      expect(await readAll(recording)).toEqual(first);
      const schemas = await recording.schemas("kafka.strimzi.io", "v1");
      expect(schemas.ok && Object.keys(schemas.value.components?.schemas ?? {})).toContain(
        "io.strimzi.kafka.v1.KafkaTopic",
      );
    },
  );

  it("holds no value of a Secret, and says which ones are as git has them", async () => {
    using client = clientOf(plane);
    const path = `/api/v1/namespaces/${namespace}/secrets`;
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s", namespace } };
    await client.mustRequest("POST", path, { ...secret, stringData: { same: "canary-one", other: "canary-two" } });
    const scrubber = createScrubber();
    const dir = join(lab.cacheDir, "secrets");
    const desired = { ...secret, stringData: { same: "canary-one", other: "before" } };
    const recorder = recordReads(await lab.connect(plane), {
      dir,
      info: INFO,
      mask: (object) => maskForRecording(object, desired, scrubber),
      scrubber,
    });
    const read = await recorder.reader.list({ kind: SECRETS, namespace });
    if (read.ok) for (const object of read.value) scrubber.learn(object);
    await recorder.finish();
    const text = await readFile(join(dir, "objects", "core", "v1", "Secret", `${namespace}.json`), "utf8");
    expect(text).not.toMatch(/canary|Y2FuYXJ5/);
    expect(JSON.parse(text)).toMatchObject({
      objects: [{ data: { same: "holdfast:same", other: "holdfast:different" } }],
    });
  });
});
