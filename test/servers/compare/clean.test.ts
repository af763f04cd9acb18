import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { Bench, DEPLOYMENTS } from "./bench.ts";
import { cleanObjects, clusterObjects } from "./clean-objects.ts";

describe("compare: clean objects", () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.open(sharedPlane());
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  it.each(DEPLOYMENTS)("created by %s show no difference in either engine", async (way) => {
    const namespace = await createNamespace(sharedPlane());
    const objects = [...cleanObjects(namespace), ...clusterObjects(namespace.slice(-8).replaceAll(/[^a-z]/g, "x"))];
    await bench.deploy(way, objects, namespace);
    const found: Record<string, unknown> = {};
    for (const object of objects) {
      const { local, server } = await bench.compare(object);
      if (local.length + server.length > 0) found[`${object.kind} ${object.metadata.name}`] = { local, server };
    }
    expect(found).toEqual({});
  });
});
