import { locateHelm } from "../../../../src/render/index.ts";
import type { KubernetesResource } from "../../../../src/vocabulary/index.ts";
import { applyClientSide, type ControlPlane, clientOf, kubectl, startControlPlane, waitFor } from "../../kube/index.ts";
import { PlainHelm, type PlainObject } from "./oracle.ts";
import { PhalanxTree } from "./tree.ts";

export const ENVIRONMENT = "usdfprod-prompt-processing";
const INSTANCE = "app.kubernetes.io/instance";

/** Argo CD's second kind, as open as its real schema is to the fields that Phalanx sets. */
const APP_PROJECTS = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "appprojects.argoproj.io" },
  spec: {
    group: "argoproj.io",
    scope: "Namespaced",
    names: { kind: "AppProject", plural: "appprojects", singular: "appproject" },
    versions: [
      {
        name: "v1alpha1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: { spec: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
          },
        },
      },
    ],
  },
};

/** A control plane that runs what can be rendered of one environment, put there as Argo CD does it. */
export class PhalanxCluster implements AsyncDisposable {
  readonly plane: ControlPlane;
  readonly tree: PhalanxTree;

  private constructor(plane: ControlPlane, tree: PhalanxTree) {
    this.plane = plane;
    this.tree = tree;
  }

  static async load(): Promise<PhalanxCluster> {
    const plane = await startControlPlane({ crds: ["charts", "strimzi-0.51.0"] });
    const tree = await PhalanxTree.unpack({ kubeconfig: plane.kubeconfig, context: "admin" });
    const cluster = new PhalanxCluster(plane, tree);
    await cluster.#serveAppProjects();
    const helm = await locateHelm({ env: process.env, pinned: null, dependency: "helm-4" });
    await using plain = await PlainHelm.open(tree.root, helm.binary);
    await cluster.sync("prompt-processing", "argocd", await plain.parent(ENVIRONMENT));
    for (const { name, namespace, objects } of await plain.render(ENVIRONMENT))
      await cluster.sync(name, namespace, objects);
    return cluster;
  }

  /** Applies objects as Argo CD does by default: on the client's side, under its own name, with its tracking label. */
  async sync(application: string, namespace: string, objects: readonly PlainObject[]): Promise<void> {
    await this.#ensureNamespace(namespace);
    const tracked = objects.filter((object) => !isHook(object)).map((object) => withLabel(object, application));
    for (const items of [tracked.filter(isNamespace), tracked.filter((object) => !isNamespace(object))]) {
      if (items.length === 0) continue;
      const yaml = JSON.stringify({ apiVersion: "v1", kind: "List", items });
      await applyClientSide(this.plane, { yaml, namespace, fieldManager: "argocd-controller" });
    }
  }

  /** Writes into every Application that this commit was synced last. */
  async recordSync(revision: string): Promise<void> {
    const { stdout } = await kubectl(this.plane, ["get", "applications", "-n", "argocd", "-o", "name"]);
    const status = { history: [{ id: 0, revision, deployedAt: "2026-11-24T00:00:00Z" }] };
    const patch = ["--type=merge", "--field-manager=argocd-controller", `--patch=${JSON.stringify({ status })}`];
    await kubectl(this.plane, ["patch", "-n", "argocd", ...stdout.trim().split("\n"), ...patch]);
  }

  /** The stored object. */
  async stored(kind: string, namespace: string, name: string): Promise<unknown> {
    const { stdout } = await kubectl(this.plane, ["get", kind, name, "-n", namespace, "-o", "json"]);
    return JSON.parse(stdout);
  }

  /** When a manager last wrote, by the stored object; null where the API server keeps no time, as for `kubectl scale`. */
  async timesOf({ kind, namespace, name }: KubernetesResource, manager: string): Promise<(string | null)[]> {
    const args = ["get", kind, name, "-n", namespace ?? "", "-o", "json", "--show-managed-fields"];
    const { stdout } = await kubectl(this.plane, args);
    const entries: { manager: string; time?: string }[] = JSON.parse(stdout).metadata.managedFields;
    return entries.filter((entry) => entry.manager === manager).map(({ time }) => time ?? null);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tree[Symbol.asyncDispose]();
    await this.plane.stop();
  }

  async #ensureNamespace(name: string): Promise<void> {
    using client = clientOf(this.plane);
    await client.request("POST", "/api/v1/namespaces", { metadata: { name } }, { fieldManager: "argocd-controller" });
  }

  async #serveAppProjects(): Promise<void> {
    using client = clientOf(this.plane);
    await client.mustRequest("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", APP_PROJECTS);
    const path = "/apis/argoproj.io/v1alpha1/appprojects";
    const isServed = async () => (await client.request("GET", path)).status === 200;
    await waitFor(isServed, { what: "AppProject to be served" });
    const isDocumented = async () => {
      const { text } = await client.request("GET", "/openapi/v3/apis/argoproj.io/v1alpha1");
      return text.includes("AppProject");
    };
    await waitFor(isDocumented, { what: "AppProject to be documented" });
  }
}

function isNamespace({ kind }: PlainObject): boolean {
  return kind === "Namespace";
}

/** Argo CD deletes hooks when they are done. */
function isHook({ metadata }: PlainObject): boolean {
  const { annotations } = metadata;
  return Object.keys(annotations ?? {}).some((name) => name === "helm.sh/hook" || name === "argocd.argoproj.io/hook");
}

function withLabel(object: PlainObject, application: string): PlainObject {
  const { holdfast: _mark, ...labels } = object.metadata.labels ?? {};
  return { ...object, metadata: { ...object.metadata, labels: { ...labels, [INSTANCE]: application } } };
}
