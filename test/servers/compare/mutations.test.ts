import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareObject } from "../../../src/compare/index.ts";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";
import { clientOf, createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { Bench, DEPLOYMENTS, inShort } from "./bench.ts";
import { cleanObjects } from "./clean-objects.ts";
import { MUTATIONS, type Mutation } from "./mutations.ts";

describe.each(DEPLOYMENTS)("compare: mutations of objects created by %s", (way) => {
  let bench: Bench;
  let targets: Map<Mutation, KubernetesObject>;

  beforeAll(async () => {
    const plane = sharedPlane();
    bench = await Bench.open(plane);
    const namespace = await createNamespace(plane);
    targets = new Map(MUTATIONS.map((mutation, i) => [mutation, cloneFor(mutation, namespace, i)]));
    await bench.deploy(way, [...targets.values()], namespace);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  it.each(MUTATIONS.map((mutation) => [mutation.what, mutation.of, mutation] as const))(
    "%s of %s",
    async (_what, _of, mutation) => {
      const desired = targets.get(mutation);
      if (desired === undefined) throw new Error("no target");
      await mutate(bench, desired, mutation);
      const { local, server } = await bench.compare(desired);
      expect({ local: local.sort(), server: server.sort() }).toEqual({
        local: [...mutation.expected].sort(),
        server: [...mutation.expected].sort(),
      });
    },
  );

  it("know every default that the server fills in: nothing else is left when a person owns it all", async () => {
    const namespace = await createNamespace(sharedPlane());
    const objects = cleanObjects(namespace);
    await bench.deploy(way, objects, namespace);
    const found: string[] = [];
    for (const desired of objects) {
      const differences = compareObject({ ...(await bench.input(desired)), deployers: [] });
      found.push(...differences.map((difference) => `${desired.kind}: ${inShort(difference)}`));
    }
    expect(found.filter((line) => !/helm.sh|managed-by/.test(line))).toEqual([]);
  });
});

function cloneFor({ of }: Mutation, namespace: string, index: number): KubernetesObject {
  const found = cleanObjects(namespace).find(({ kind, metadata }) => `${kind}/${metadata.name}` === of);
  if (found === undefined) throw new Error(`no clean object ${of}`);
  return { ...found, metadata: { ...found.metadata, name: `${found.metadata.name}-${index}` } };
}

async function mutate(bench: Bench, desired: KubernetesObject, mutation: Mutation): Promise<void> {
  using client = clientOf(sharedPlane());
  const path = `${bench.path(desired)}${mutation.subresource ?? ""}`;
  const { apiVersion, kind, metadata } = desired;
  const applied = { apiVersion, kind, metadata: { name: metadata.name }, ...Object(mutation.patch) };
  const isList = Array.isArray(mutation.patch);
  const contentType =
    mutation.how === "apply"
      ? "application/apply-patch+yaml"
      : `application/${isList ? "json-patch" : "merge-patch"}+json`;
  const url = mutation.how === "apply" ? `${path}?force=true` : path;
  const body = mutation.how === "apply" ? applied : mutation.patch;
  await client.mustRequest("PATCH", url, body, { contentType, fieldManager: mutation.manager });
}
