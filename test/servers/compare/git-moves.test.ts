import jsonPatch from "fast-json-patch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";
import { clientOf, createNamespace } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { Bench, DEPLOYMENTS, type Deployment } from "./bench.ts";
import { cleanObjects } from "./clean-objects.ts";

const MANAGER: Record<Deployment, string> = {
  "client-side apply": "kubectl-client-side-apply",
  "server-side apply": "kubectl",
  "helm 3": "helm",
  "helm 4": "helm",
};

const WEB = "/spec/template/spec/containers/0";

/** What git drops, and where that shows. */
const DROPS = [
  ["Deployment/web", `${WEB}/env/0`, "/spec/template/spec/containers/[name=web]/env/[name=PLAIN]"],
  ["Deployment/web", `${WEB}/resources`, "/spec/template/spec/containers/[name=web]/resources"],
  ["Deployment/web", `${WEB}/args`, "/spec/template/spec/containers/[name=web]/args"],
  ["Deployment/web", "/spec/template/spec/tolerations/0/effect", "/spec/template/spec/tolerations/0/effect"],
  ["Deployment/web", "/spec/template/spec/nodeSelector", "/spec/template/spec/nodeSelector"],
  ["Deployment/web", "/metadata/labels/app", "/metadata/labels/app"],
  ["Secret/keys", "/stringData/password", "/data/password"],
  ["ConfigMap/settings", "/data/a", "/data/a"],
  ["Kafka/alerts", "/spec/kafka/config/min.insync.replicas", "/spec/kafka/config/min.insync.replicas"],
  ["Kafka/alerts", "/spec/kafka/metricsConfig", "/spec/kafka/metricsConfig"],
  ["Kafka/alerts", "/spec/entityOperator/userOperator", "/spec/entityOperator/userOperator"],
  ["Kafka/alerts", "/spec/kafka/listeners/1/configuration", "/spec/kafka/listeners/1/configuration"],
  ["KafkaUser/reader", "/spec/quotas", "/spec/quotas"],
] as const;

describe.each(DEPLOYMENTS)("compare: git moves on from what %s created", (way) => {
  let bench: Bench;
  let objects: Map<string, KubernetesObject>;

  beforeAll(async () => {
    const plane = sharedPlane();
    bench = await Bench.open(plane);
    const namespace = await createNamespace(plane);
    const clean = cleanObjects(namespace);
    objects = new Map(clean.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
    await bench.deploy(way, clean, namespace);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  function declared(of: string): KubernetesObject {
    const found = objects.get(of);
    if (found === undefined) throw new Error(`no object ${of}`);
    return found;
  }

  function edited(
    of: string,
    op: "add" | "replace" | "remove",
    change: { path: string; value?: unknown },
  ): KubernetesObject {
    return jsonPatch.applyPatch(structuredClone(declared(of)), [{ op, ...change } as jsonPatch.Operation]).newDocument;
  }

  it.each(DROPS)("drops from %s %s", async (of, path, where) => {
    const desired = edited(of, "remove", { path });
    const found = await bench.compare(desired);
    // Helm 3 owns the defaults too and leaves nothing to tell them apart by.
    const expected = way === "helm 3" ? [] : [`removed ${where} (dropped-from-git) by ${MANAGER[way]}`];
    expect(found).toMatchObject({ local: expected, server: expected });
    const withBase = await bench.compare(desired, { base: declared(of) });
    expect(withBase.local[0]).toBe(`pending ${where} (dropped-from-git) by ${MANAGER[way]}`);
    expect(withBase.server).toEqual(withBase.local);
  });

  it("changes a value: changed by the deployer, pending once the base is known", async () => {
    const desired = edited("Deployment/web", "replace", { path: "/spec/replicas", value: 3 });
    const changed = [`changed /spec/replicas by ${MANAGER[way]}`];
    expect(await bench.compare(desired)).toMatchObject({ local: changed, server: changed });
    const pending = [`pending /spec/replicas by ${MANAGER[way]}`];
    const base = declared("Deployment/web");
    expect(await bench.compare(desired, { base })).toMatchObject({ local: pending, server: pending });
  });

  it.each([
    ["Deployment/plain", "/spec/minReadySeconds", 5],
    ["Deployment/plain", "/spec/progressDeadlineSeconds", 5],
    ["KafkaTopic/alerts-simulated", "/spec/config/segment.bytes", 5],
    ["Service/web", "/spec/ports/-", { port: 81 }],
    ["Kafka/alerts", "/spec/kafka/listeners/-", { name: "x", port: 9099, type: "internal", tls: false }],
  ])("adds to %s %s: pending", async (of, path, value) => {
    const found = await bench.compare(edited(of, "add", { path, value }), { base: declared(of) });
    expect(found.local).toEqual([expect.stringMatching(/^pending /)]);
    expect(found.server).toEqual(found.local);
  });

  it("declares a field that the schema does not know: pruned", async () => {
    const desired = edited("KafkaTopic/alerts-simulated", "add", { path: "/spec/partitionz", value: 1 });
    const found = await bench.compare(desired);
    expect(found).toMatchObject({ local: ["pruned /spec/partitionz"], server: ["pruned /spec/partitionz"] });
  });

  it("changes what cannot be changed: the refused dry run leaves a note", async () => {
    const desired = edited("Job/load", "replace", { path: `${WEB}/image`, value: "x:2" });
    const found = await bench.compare(desired);
    expect(found.local).toEqual([`changed /spec/template/spec/containers/[name=load]/image by ${MANAGER[way]}`]);
    expect(found.server).toEqual(found.local);
    expect(found.notes.join()).toMatch(/apply dry run was refused/);
  });

  it("a value that git and a person both changed is changed by that person", async () => {
    using client = clientOf(sharedPlane());
    const was = declared("Deployment/plain");
    await client.mustRequest(
      "PATCH",
      bench.path(was),
      { spec: { revisionHistoryLimit: 2 } },
      { contentType: "application/merge-patch+json", fieldManager: "kubectl-patch" },
    );
    const desired = edited("Deployment/plain", "add", { path: "/spec/revisionHistoryLimit", value: 3 });
    const expected = ["changed /spec/revisionHistoryLimit by kubectl-patch"];
    expect(await bench.compare(desired, { base: was })).toMatchObject({ local: expected, server: expected });
  });
});
