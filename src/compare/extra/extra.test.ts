import { describe, expect, it } from "vitest";
import { type KubernetesObject, resourceKey, resourceOf } from "../../vocabulary/index.ts";
import { KNOWN_DEPLOYERS } from "../deployer.ts";
import { type ExtraInput, findExtras } from "./extra.ts";

const INPUT: Omit<ExtraInput, "live"> = {
  declared: new Set(),
  before: new Set(),
  tracking: { by: "label", name: "app.kubernetes.io/instance" },
  applications: [{ name: "broker", release: "broker", namespace: "kafka" }],
  deployers: KNOWN_DEPLOYERS,
};

function object(kind: string, metadata: object = {}, more: object = {}): KubernetesObject {
  const labels = { "app.kubernetes.io/instance": "broker" };
  return { apiVersion: "v1", kind, metadata: { name: "x", namespace: "kafka", labels, ...metadata }, ...more };
}

function keysOf(...objects: readonly KubernetesObject[]): ReadonlySet<string> {
  return new Set(objects.map((one) => resourceKey(resourceOf(one))));
}

function extras(live: KubernetesObject, more: Partial<ExtraInput> = {}): string[] {
  return findExtras({ ...INPUT, live: [live], ...more }).map(({ kind, reason }) => `${kind} ${reason ?? ""}`.trim());
}

const TRACKED = { by: "annotation", name: "argocd.argoproj.io/tracking-id" } as const;

describe("compare/extra", () => {
  it.each<[string, KubernetesObject, Partial<ExtraInput>, boolean]>([
    ["a labelled ConfigMap", object("ConfigMap"), {}, true],
    ["one of another application", object("ConfigMap", { labels: { "app.kubernetes.io/instance": "web" } }), {}, false],
    ["one without labels", object("ConfigMap", { labels: {} }), {}, false],
    ["one that git declares", object("ConfigMap"), { declared: keysOf(object("ConfigMap")) }, false],
    [
      "one that git declares in another version",
      object("Thing", {}, { apiVersion: "a.b/v2" }),
      { declared: keysOf(object("Thing", {}, { apiVersion: "a.b/v1" })) },
      false,
    ],
    ["an owned one", object("ConfigMap", { ownerReferences: [{ name: "o" }] }), {}, false],
    ["a Helm hook", object("Job", { annotations: { "helm.sh/hook": "test" } }), {}, false],
    ["an Argo CD hook", object("Job", { annotations: { "argocd.argoproj.io/hook": "Sync" } }), {}, false],
    ["a claim", object("PersistentVolumeClaim"), {}, false],
    ["a pod set", object("StrimziPodSet"), {}, false],
    [
      "a Secret that Strimzi made",
      object("Secret", {
        labels: { "app.kubernetes.io/instance": "broker", "app.kubernetes.io/managed-by": "strimzi-cluster-operator" },
      }),
      {},
      false,
    ],
    [
      "a Service that Strimzi made",
      object("Service", { labels: { "app.kubernetes.io/instance": "broker", "strimzi.io/kind": "Kafka" } }),
      {},
      false,
    ],
    ["a token", object("Secret", {}, { type: "kubernetes.io/service-account-token" }), {}, false],
    [
      "an object of the Helm release",
      object("ConfigMap", {
        labels: {},
        annotations: { "meta.helm.sh/release-name": "broker", "meta.helm.sh/release-namespace": "kafka" },
      }),
      {},
      true,
    ],
    [
      "one of a release of that name elsewhere",
      object("ConfigMap", {
        labels: {},
        annotations: { "meta.helm.sh/release-name": "broker", "meta.helm.sh/release-namespace": "other" },
      }),
      {},
      false,
    ],
    [
      "one with its own tracking id",
      object("ConfigMap", { annotations: { [TRACKED.name]: "broker:/ConfigMap:kafka/x" } }),
      { tracking: TRACKED },
      true,
    ],
    [
      "a copy of a tracking id",
      object("ConfigMap", { annotations: { [TRACKED.name]: "broker:/Secret:kafka/y" } }),
      { tracking: TRACKED },
      false,
    ],
    [
      "a tracking id that only begins alike",
      object("ConfigMap", { annotations: { [TRACKED.name]: "broker-2:/ConfigMap:kafka/x" } }),
      { tracking: TRACKED },
      false,
    ],
  ])("%s", (...[, live, more, isExtra]) => {
    expect(extras(live, more)).toEqual(isExtra ? ["extra"] : []);
  });

  it("names who made it, not the controller that marked it", () => {
    const managedFields = ["kubectl-create", "kube-controller-manager"].map((manager) => ({
      manager,
      operation: "Update",
      apiVersion: "v1",
      time: "2026-01-01T00:00:00Z",
      fieldsV1: { "f:spec": {} },
    }));
    const [found] = findExtras({ ...INPUT, live: [object("ConfigMap", { managedFields })] });
    expect(found?.attribution?.manager).toBe("kubectl-create");
  });

  it("is pending when the last-synced revision declared it", () => {
    expect(extras(object("ConfigMap"), { before: keysOf(object("ConfigMap")) })).toEqual(["pending dropped-from-git"]);
  });
});
