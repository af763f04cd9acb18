import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sharedPlane } from "../shared-plane.ts";
import {
  applyClientSide,
  applyServerSide,
  clientOf,
  createNamespace,
  helmInstall,
  KUBERNETES_VERSION,
  kubectl,
  readRequestCounts,
  type User,
} from "./index.ts";

const plane = sharedPlane();
const TOPICS = "/apis/kafka.strimzi.io/v1";

interface Live {
  readonly metadata: {
    readonly managedFields: readonly { readonly manager: string; readonly operation: string }[];
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

function topic(name: string, partitions = 3): string {
  return JSON.stringify({
    apiVersion: "kafka.strimzi.io/v1",
    kind: "KafkaTopic",
    metadata: { name, labels: { "strimzi.io/cluster": "alerts" } },
    spec: { partitions, replicas: 3, config: { "retention.ms": 604_800_000 } },
  });
}

describe("test/servers/kube", () => {
  it(`is ready in seconds (${plane.startSeconds.toFixed(1)} s this time)`, () => {
    expect(plane.startSeconds).toBeLessThan(60);
  });

  it(`says that it is ${KUBERNETES_VERSION}`, async () => {
    using client = clientOf(plane);
    const { body } = await client.mustRequest("GET", "/version");
    expect(body).toMatchObject({ gitVersion: `v${KUBERNETES_VERSION}` });
  });

  it("serves Strimzi's ten kinds and those of the charts", async () => {
    const { stdout } = await kubectl(plane, ["get", "crds", "--output", "name"]);
    const names = stdout.trim().split("\n");
    expect(names.filter((name) => name.includes("strimzi.io")).length).toBe(11);
    expect(names).toContain("customresourcedefinition.apiextensions.k8s.io/scaledjobs.keda.sh");
  });

  it("describes the kinds in aggregated discovery and in OpenAPI 3", async () => {
    using client = clientOf(plane);
    const accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    const { text } = await client.mustRequest("GET", "/apis", undefined, { accept });
    expect(text).toContain('"KafkaTopic"');
    const { text: schema } = await client.mustRequest("GET", "/openapi/v3/apis/kafka.strimzi.io/v1");
    expect(schema).toContain("io.strimzi.kafka.v1.KafkaTopic");
  });

  it("fills the defaults of a StrimziSchemaRegistry", async () => {
    const namespace = await createNamespace(plane);
    const yaml = JSON.stringify({
      apiVersion: "roundtable.lsst.codes/v1beta1",
      kind: "StrimziSchemaRegistry",
      metadata: { name: "registry" },
      spec: { compatibilityLevel: "none" },
    });
    await applyServerSide(plane, { yaml, namespace });
    using client = clientOf(plane);
    const path = `/apis/roundtable.lsst.codes/v1beta1/namespaces/${namespace}/strimzischemaregistries/registry`;
    const { spec } = (await client.mustRequest("GET", path)).body as Live;
    expect(spec).toMatchObject({ compatibilityLevel: "none", listener: "tls", registryImageTag: "8.0.0", replicas: 1 });
  });

  it("keeps managedFields of a server-side apply", async () => {
    const namespace = await createNamespace(plane);
    await applyServerSide(plane, { yaml: topic("alerts"), namespace, fieldManager: "gitops" });
    const { metadata } = await readTopic(namespace, "alerts");
    expect(metadata.managedFields).toMatchObject([{ manager: "gitops", operation: "Apply" }]);
  });

  it("keeps the last-applied annotation of a client-side apply", async () => {
    const namespace = await createNamespace(plane);
    await applyClientSide(plane, { yaml: topic("alerts"), namespace });
    const { metadata } = await readTopic(namespace, "alerts");
    expect(metadata.annotations).toHaveProperty(["kubectl.kubernetes.io/last-applied-configuration"]);
    expect(metadata.managedFields).toMatchObject([{ manager: "kubectl-client-side-apply", operation: "Update" }]);
  });

  it.each([
    { helm: "helm-4", operation: "Apply" },
    { helm: "helm-3", operation: "Update" },
  ] as const)("installs a chart with $helm, whose operation is $operation", async ({ helm, operation }) => {
    const namespace = await createNamespace(plane);
    const chart = await mkdtemp(join(tmpdir(), "holdfast-chart-"));
    try {
      await writeFile(join(chart, "Chart.yaml"), "apiVersion: v2\nname: tiny\nversion: 0.1.0\n");
      const template =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: tiny }\ndata: { word: {{ .Values.word }} }\n";
      await writeFile(join(chart, "values.yaml"), "word: none\n");
      await mkdir(join(chart, "templates"));
      await writeFile(join(chart, "templates", "tiny.yaml"), template);
      await helmInstall(plane, { release: "tiny", chart, namespace, helm, values: "word: hello\n" });
    } finally {
      await rm(chart, { recursive: true, force: true });
    }
    using client = clientOf(plane);
    const live = (await client.mustRequest("GET", `/api/v1/namespaces/${namespace}/configmaps/tiny`)).body;
    expect(live).toMatchObject({
      data: { word: "hello" },
      metadata: { managedFields: [{ manager: "helm", operation }] },
    });
  });

  it.each([
    { user: "admin", topics: 200, secrets: 200, pods: 200, create: 201 },
    { user: "reader", topics: 200, secrets: 403, pods: 200, create: 403 },
    { user: "reader-without-topics", topics: 403, secrets: 403, pods: 200, create: 403 },
    { user: "nobody", topics: 403, secrets: 403, pods: 403, create: 403 },
  ] satisfies { user: User; topics: number; secrets: number; pods: number; create: number }[])(
    "limits $user",
    async ({ user, topics, secrets, pods, create }) => {
      const namespace = await createNamespace(plane);
      using client = clientOf(plane, user);
      const status = async (method: string, path: string, body?: string) =>
        (await client.request(method, path, body)).status;
      expect({
        topics: await status("GET", `${TOPICS}/kafkatopics`),
        users: await status("GET", `${TOPICS}/kafkausers`),
        secrets: await status("GET", `/api/v1/namespaces/${namespace}/secrets`),
        pods: await status("GET", `/api/v1/namespaces/${namespace}/pods`),
        create: await status("POST", `${TOPICS}/namespaces/${namespace}/kafkatopics`, topic("mine")),
        discovery: await status("GET", "/apis"),
      }).toEqual({ topics, users: user === "nobody" ? 403 : 200, secrets, pods, create, discovery: 200 });
    },
  );

  it("gives each user a context of the kubeconfig", async () => {
    const { stdout } = await kubectl(plane, ["auth", "whoami", "--output", "json"], { user: "reader" });
    expect(stdout).toContain('"username": "reader"');
  });

  it("counts requests as the server sees them", async () => {
    const namespace = await createNamespace(plane);
    const count = async () =>
      (await readRequestCounts(plane))
        .filter(({ verb, resource }) => verb === "APPLY" && resource === "kafkarebalances")
        .reduce((sum, { count: each }) => sum + each, 0);
    const before = await count();
    const yaml = JSON.stringify({
      apiVersion: "kafka.strimzi.io/v1",
      kind: "KafkaRebalance",
      metadata: { name: "balance" },
      spec: {},
    });
    await applyServerSide(plane, { yaml, namespace });
    expect((await count()) - before).toBe(1);
  });

  it("keeps tokens out of the processes' arguments", async () => {
    const lines = await Promise.all(Object.values(plane.pids).map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8")));
    expect(lines.length).toBe(3);
    for (const token of Object.values(plane.tokens)) expect(lines.join("\n")).not.toContain(token);
  });
});

async function readTopic(namespace: string, name: string): Promise<Live> {
  using client = clientOf(plane);
  return (await client.mustRequest("GET", `${TOPICS}/namespaces/${namespace}/kafkatopics/${name}`)).body as Live;
}
