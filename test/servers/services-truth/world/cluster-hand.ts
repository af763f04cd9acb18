import type { Operation } from "fast-json-patch";
import type { ServedKind } from "../../../../src/observe/kubernetes/index.ts";
import { type JsonObject, type KubernetesObject, splitApiVersion } from "../../../../src/vocabulary/index.ts";
import { clientOf, type KubeClient, type PlaneAddress } from "../../kube/index.ts";

/** An object by name, as rows say it. */
export interface Ref {
  readonly kind: string;
  readonly name: string;
  /** Default `kafka`. */
  readonly namespace?: string;
}

/** Who writes, and to which part of the object. */
export interface As {
  readonly manager: string;
  readonly subresource?: "status" | "scale";
}

/** Whoever has rights in the cluster: the deployer, people, and what plays the operators. */
export class ClusterHand implements Disposable {
  readonly #client: KubeClient;
  readonly #kinds: readonly ServedKind[];

  constructor(plane: PlaneAddress, kinds: readonly ServedKind[]) {
    this.#client = clientOf(plane);
    this.#kinds = kinds;
  }

  /** A forced server-side apply, as `kubectl apply --server-side` sends it. */
  async apply(object: KubernetesObject): Promise<void> {
    const options = { contentType: "application/apply-patch+yaml", fieldManager: "kubectl" };
    await this.#client.mustRequest("PATCH", `${this.#urlOf(object)}?force=true`, object, options);
  }

  /** A list is a JSON patch, an object a merge patch. */
  async patch(ref: Ref, patch: readonly Operation[] | JsonObject, { manager, subresource }: As): Promise<void> {
    const contentType = `application/${Array.isArray(patch) ? "json-patch" : "merge-patch"}+json`;
    const path = `${this.#urlAt(ref)}${subresource === undefined ? "" : `/${subresource}`}`;
    await this.#client.mustRequest("PATCH", path, patch, { contentType, fieldManager: manager });
  }

  async get(ref: Ref): Promise<KubernetesObject | null> {
    const { status, body } = await this.#client.request("GET", this.#urlAt(ref));
    return status === 200 ? (body as KubernetesObject) : null;
  }

  /** @throws Error when there is no such object. */
  async mustGet(ref: Ref): Promise<KubernetesObject> {
    return (await this.#client.mustRequest("GET", this.#urlAt(ref))).body as KubernetesObject;
  }

  async list(kind: string, namespace = "kafka"): Promise<KubernetesObject[]> {
    const { apiVersion, url } = this.#collection(kind, namespace);
    const { items } = (await this.#client.mustRequest("GET", url)).body as { items: KubernetesObject[] };
    return items.map((item) => ({ ...item, kind, apiVersion }));
  }

  async create(object: KubernetesObject, manager: string): Promise<void> {
    const { url } = this.#collection(object.kind, object.metadata.namespace ?? "kafka");
    await this.#client.mustRequest("POST", url, object, { fieldManager: manager });
  }

  /** Makes the object what it was. */
  async putBack(object: KubernetesObject): Promise<void> {
    const live = (await this.#client.mustRequest("GET", this.#urlOf(object))).body as KubernetesObject;
    const { resourceVersion = "" } = live.metadata;
    const metadata = { ...object.metadata, resourceVersion };
    await this.#client.mustRequest("PUT", this.#urlOf(object), { ...object, metadata }, { fieldManager: "kubectl" });
  }

  /** Takes finalizers away first, as the operators would, and waits for nothing. */
  async remove(ref: Ref): Promise<void> {
    const live = await this.get(ref);
    if (live === null) return;
    if (live.metadata["finalizers"] !== undefined)
      await this.patch(ref, { metadata: { finalizers: null } }, { manager: "strimzi-topic-operator" });
    await this.#client.mustRequest("DELETE", this.#urlAt(ref));
  }

  [Symbol.dispose](): void {
    this.#client.close();
  }

  #urlAt({ kind, name, namespace = "kafka" }: Ref): string {
    return `${this.#collection(kind, namespace).url}/${name}`;
  }

  #urlOf({ kind, metadata, apiVersion }: KubernetesObject): string {
    const { url } = this.#collection(kind, metadata.namespace ?? "", splitApiVersion(apiVersion).group);
    return `${url}/${metadata.name}`;
  }

  #collection(kind: string, namespace: string, group?: string): { url: string; apiVersion: string } {
    const served = this.#kinds.find((one) => one.kind === kind && (group === undefined || one.group === group));
    if (served === undefined) throw new Error(`${kind} is not served`);
    const apiVersion = served.group === "" ? served.version : `${served.group}/${served.version}`;
    const root = served.group === "" ? `/api/${served.version}` : `/apis/${apiVersion}`;
    return { url: `${root}${served.namespaced ? `/namespaces/${namespace}` : ""}/${served.plural}`, apiVersion };
  }
}
