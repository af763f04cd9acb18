import { join } from "node:path";
import { connect, type Discovery, type LiveReader, type ServedKind } from "../../../src/observe/kubernetes/index.ts";
import { type KubernetesObject, splitApiVersion } from "../../../src/vocabulary/index.ts";
import { type CommandOptions, clientOf, type KubeClient, kubectl, type PlaneAddress } from "../kube/index.ts";
import { mustRead } from "./must-read.ts";

/** The control plane as one environment of the table sees it: one namespace, with URLs and names for kubectl. */
export class Cluster implements Disposable {
  readonly plane: PlaneAddress;
  readonly namespace: string;
  readonly client: KubeClient;
  readonly #kinds: Discovery["kinds"];

  constructor(plane: PlaneAddress, namespace: string, kinds: Discovery["kinds"]) {
    this.plane = plane;
    this.namespace = namespace;
    this.client = clientOf(plane);
    this.#kinds = kinds;
  }

  kindOf(object: KubernetesObject): ServedKind {
    const { group, version } = splitApiVersion(object.apiVersion);
    const found = this.#kinds.find(
      (kind) => kind.group === group && kind.version === version && kind.kind === object.kind,
    );
    if (found === undefined) throw new Error(`${object.kind} of ${object.apiVersion} is not served`);
    return found;
  }

  /** How kubectl is told about an object. */
  target(object: KubernetesObject): string {
    const { group, version, plural } = this.kindOf(object);
    return `${group === "" ? plural : `${plural}.${version}.${group}`}/${object.metadata.name}`;
  }

  /** The URL of all objects of that kind. */
  collection(object: KubernetesObject): string {
    const { group, version, plural, namespaced } = this.kindOf(object);
    const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
    return `${root}${namespaced ? `/namespaces/${this.namespace}` : ""}/${plural}`;
  }

  url(object: KubernetesObject): string {
    return `${this.collection(object)}/${object.metadata.name}`;
  }

  async kubectl(args: readonly string[], options?: CommandOptions): Promise<void> {
    await kubectl(this.plane, ["--namespace", this.namespace, ...args], options);
  }

  async live(object: KubernetesObject): Promise<KubernetesObject | null> {
    const { status, body } = await this.client.request("GET", this.url(object));
    return status === 200 ? (body as KubernetesObject) : null;
  }

  [Symbol.dispose](): void {
    this.client.close();
  }
}

/** What the server serves. */
export async function discover(plane: PlaneAddress, folder: string): Promise<Discovery["kinds"]> {
  const cluster = { kind: "context", context: "admin", kubeconfig: plane.kubeconfig } as const;
  const reader: LiveReader = await connect({ cluster, env: {}, cacheDir: join(folder, "cache") });
  try {
    return mustRead(await reader.discover()).kinds;
  } finally {
    await reader.close();
  }
}

/** Several objects in one document. */
export function listOf(objects: readonly KubernetesObject[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
}
