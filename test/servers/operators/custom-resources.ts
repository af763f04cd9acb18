import type { JsonObject, KubernetesObject } from "../../../src/vocabulary/index.ts";
import { clientOf, type KubeClient, type PlaneAddress } from "../kube/index.ts";

const GROUP = "/apis/kafka.strimzi.io/v1";
const PLURALS = { KafkaTopic: "kafkatopics", KafkaUser: "kafkausers" } as const;

export type OperatedKind = keyof typeof PLURALS;

/** Who the operators are, and where they work. */
export interface Place {
  readonly plane: PlaneAddress;
  readonly namespace: string;
  /** Name of the Kafka resource: the operators see what carries it as their label. */
  readonly cluster: string;
}

/** The custom resources of one kind as their operator sees and writes them, always with operation Update. */
export class CustomResources implements Disposable {
  readonly #client: KubeClient;
  readonly #place: Place;
  readonly #kind: OperatedKind;
  readonly #manager: string;

  constructor(place: Place, kind: OperatedKind, manager: string) {
    this.#client = clientOf(place.plane);
    this.#place = place;
    this.#kind = kind;
    this.#manager = manager;
  }

  /** Those that carry the cluster's label. */
  async list(): Promise<KubernetesObject[]> {
    const selector = encodeURIComponent(`strimzi.io/cluster=${this.#place.cluster}`);
    const { body } = await this.#client.mustRequest("GET", `${this.#collection}?labelSelector=${selector}`);
    const { items } = body as { items: KubernetesObject[] };
    return items.map((item) => ({ ...item, apiVersion: "kafka.strimzi.io/v1", kind: this.#kind }));
  }

  /** Replaces the whole status of the object as it is by now. */
  async writeStatus({ metadata: { name } }: KubernetesObject, status: JsonObject): Promise<void> {
    const path = `${this.#collection}/${name}`;
    const { body } = await this.#client.mustRequest("GET", path);
    const update = { ...(body as KubernetesObject), status };
    await this.#client.mustRequest("PUT", `${path}/status`, update, { fieldManager: this.#manager });
  }

  async setFinalizers({ metadata: { name } }: KubernetesObject, finalizers: readonly string[]): Promise<void> {
    const patch = { metadata: { finalizers: finalizers.length === 0 ? null : finalizers } };
    const options = { contentType: "application/merge-patch+json", fieldManager: this.#manager };
    await this.#client.mustRequest("PATCH", `${this.#collection}/${name}`, patch, options);
  }

  async secret(name: string): Promise<KubernetesObject | null> {
    const { status, body } = await this.#client.request("GET", `${this.#secrets}/${name}`);
    return status === 200 ? (body as KubernetesObject) : null;
  }

  async createSecret(secret: JsonObject): Promise<void> {
    await this.#client.mustRequest("POST", this.#secrets, secret, { fieldManager: this.#manager });
  }

  [Symbol.dispose](): void {
    this.#client.close();
  }

  get #collection(): string {
    return `${GROUP}/namespaces/${this.#place.namespace}/${PLURALS[this.#kind]}`;
  }

  get #secrets(): string {
    return `/api/v1/namespaces/${this.#place.namespace}/secrets`;
  }
}
