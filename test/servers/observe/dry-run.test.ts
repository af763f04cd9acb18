import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDryRun, type DryRunner, type ServedKind } from "../../../src/observe/kubernetes/index.ts";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";
import { clientOf, createNamespace, waitFor } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { RETRIES, TIMEOUTS } from "./lab.ts";
import { applyTopics, CONFIG_MAPS, TOPICS } from "./topics.ts";

const plane = sharedPlane();

const SECRETS: ServedKind = { ...CONFIG_MAPS, kind: "Secret", plural: "secrets" };

describe("observe/kubernetes/dry-run", () => {
  let namespace: string;
  let runner: DryRunner;

  beforeAll(async () => {
    namespace = await createNamespace(plane);
    await applyTopics(plane, namespace, { prefix: "t", count: 1 });
    runner = await as("admin");
  });

  afterAll(async () => {
    await runner.close();
  });

  function as(context: string): Promise<DryRunner> {
    const cluster = { kind: "context", context, kubeconfig: plane.kubeconfig } as const;
    return connectDryRun({ cluster, env: {}, timeouts: TIMEOUTS, retries: { ...RETRIES, statuses: new Set([503]) } });
  }

  function topic(spec: { [key: string]: string | number | boolean }, name = "t-0"): KubernetesObject {
    return { apiVersion: "kafka.strimzi.io/v1", kind: "KafkaTopic", metadata: { name, namespace }, spec };
  }

  function configMap(rest: { [key: string]: string | string[] | { [key: string]: string } }): KubernetesObject {
    return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c", namespace }, ...rest };
  }

  async function stored(path: string): Promise<unknown> {
    using client = clientOf(plane);
    return (await client.request("GET", path)).body;
  }

  it("shows what an apply would change, over another manager's field, and stores nothing", async () => {
    const path = `/apis/kafka.strimzi.io/v1/namespaces/${namespace}/kafkatopics/t-0`;
    const before = await stored(path);
    const reading = await runner.apply(TOPICS, topic({ partitions: 9 }), "holdfast");
    expect(reading).toMatchObject({ ok: true, value: { kind: "KafkaTopic", spec: { partitions: 9, replicas: 1 } } });
    expect(await stored(path)).toEqual(before);
  });

  it("shows what a fresh object would be, and stores nothing", async () => {
    const reading = await runner.create(CONFIG_MAPS, configMap({ data: { a: "b" } }));
    expect(reading).toMatchObject({ ok: true, value: { data: { a: "b" }, metadata: { name: "c" } } });
    expect(await stored(`/api/v1/namespaces/${namespace}/configmaps/c`)).toMatchObject({ code: 404 });
  });

  it.each<[string, KubernetesObject["data"], RegExp]>([
    ["an unknown field", { bogus: { a: "b" } }, /HTTP 500\).*bogus: field not declared in schema/],
    ["a wrong type", { data: ["a"] }, /HTTP 500\).*expected map/],
  ])("takes the 500 for %s as a fault of the manifest, asked once", async (_, rest, why) => {
    const fresh = await as("admin");
    const object: KubernetesObject = Object.assign(configMap({}), rest);
    const reading = await fresh.apply(CONFIG_MAPS, object, "holdfast");
    expect(reading).toMatchObject({
      ok: false,
      failure: { reason: "invalid-manifest", why: expect.stringMatching(why) },
    });
    expect(fresh.requests()).toEqual({ lists: 0, others: 1 });
    await fresh.close();
  });

  it("says what a create of an existing object and an invalid one are refused for", async () => {
    expect(await runner.create(TOPICS, topic({ partitions: 1 }))).toMatchObject({
      failure: { reason: "invalid-manifest", why: expect.stringMatching(/HTTP 409\).*already exists/) },
    });
    expect(await runner.create(CONFIG_MAPS, configMap({ data: { "not/a key": "x" } }))).toMatchObject({
      failure: { reason: "invalid-manifest", why: expect.stringMatching(/HTTP 422\)/) },
    });
  });

  it("says that a namespace does not exist, and that a kind is not served", async () => {
    const lost = { ...topic({ partitions: 1 }), metadata: { name: "t", namespace: "there-is-none" } };
    expect(await runner.create(TOPICS, lost)).toMatchObject({
      failure: { reason: "invalid-manifest", why: expect.stringContaining('namespaces "there-is-none" not found') },
    });
    expect(await runner.create({ ...TOPICS, version: "v9" }, topic({}))).toMatchObject({
      failure: { reason: "not-served" },
    });
  });

  it("needs write permission", async () => {
    const reader = await as("reader");
    expect(await reader.apply(TOPICS, topic({ partitions: 1 }), "holdfast")).toMatchObject({
      ok: false,
      failure: { reason: "no-permission", why: expect.stringMatching(/HTTP 403\).*cannot patch/) },
    });
    await reader.close();
  });

  it("never repeats a value of a Secret that the server refuses", async () => {
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s", namespace } };
    const refused = [
      await runner.create(SECRETS, { ...secret, data: { password: "canary canary" } }),
      await runner.create(SECRETS, { ...secret, stringData: { "not/a key": "canary" } }),
      await runner.apply(SECRETS, { ...secret, stringData: { password: ["canary"] } }, "holdfast"),
    ];
    for (const reading of refused) {
      expect(reading).toMatchObject({ ok: false, failure: { reason: "invalid-manifest" } });
      expect(JSON.stringify(reading)).not.toContain("canary");
    }
  });

  it("names the webhook that fails", async () => {
    using client = clientOf(plane);
    const path = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    const name = `${namespace}.example.test`;
    await client.mustRequest("POST", path, webhook(name, namespace));
    try {
      const failure = await waitFor(
        async () => {
          const reading = await runner.create(CONFIG_MAPS, configMap({ data: { a: "b" } }));
          return !reading.ok && reading.failure;
        },
        { what: "the webhook to be asked" },
      );
      expect(failure).toMatchObject({
        reason: "server-error",
        why: expect.stringContaining(`calling webhook "${name}"`),
      });
    } finally {
      await client.mustRequest("DELETE", `${path}/${name}`);
    }
  });
});

/** Asked for nothing but ConfigMaps of one namespace, and not there. */
function webhook(name: string, namespace: string): object {
  return {
    metadata: { name },
    webhooks: [
      {
        name,
        admissionReviewVersions: ["v1"],
        sideEffects: "None",
        clientConfig: { url: "https://127.0.0.1:1/" },
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
        rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] }],
      },
    ],
  };
}
