import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Finding, JsonObject, KubernetesObject, ObjectMeta } from "../../../src/vocabulary/index.ts";
import { type KafkaCluster, startKafka } from "../kafka/index.ts";
import { applyClientSide, applyServerSide, clientOf, createNamespace, type PlaneAddress } from "../kube/index.ts";
import { writeChart } from "../truth/repository.ts";
import { checkOnce } from "./check-once.ts";
import { forgetUsersAndTopics } from "./clean-slate.ts";
import { chartOf, writeRepository } from "./observed-repository.ts";
import { Operators } from "./operators.ts";

export const CLUSTER = "alert";

const IGNORED_USERS = "admin|backup-.*";
const OPERATED = { KafkaTopic: "kafkatopics", KafkaUser: "kafkausers" };

const KAFKA = {
  listeners: [{ name: "plain", port: 9092, type: "internal", tls: false }],
  authorization: { type: "simple", superUsers: ["User:ANONYMOUS", "User:admin", "User:CN=admin"] },
};

/** A small Kafka cluster as git, Kubernetes, the operators and Kafka have it; everything is right at the start. */
export class ObservedWorld implements AsyncDisposable {
  readonly #plane: PlaneAddress;
  readonly #folder: string;
  readonly #git = new Map<string, KubernetesObject>();
  readonly namespace: string;
  readonly kafka: KafkaCluster;
  readonly operators: Operators;

  private constructor(parts: { plane: PlaneAddress; folder: string; namespace: string; kafka: KafkaCluster }) {
    const { plane, namespace, kafka } = parts;
    this.#plane = plane;
    this.#folder = parts.folder;
    this.namespace = namespace;
    this.kafka = kafka;
    this.operators = new Operators({
      place: { plane, namespace, cluster: CLUSTER },
      brokers: kafka.brokers("plaintext"),
      fixtures: kafka.fixtures,
      start: new Date(),
      ignoredUsers: new RegExp(`^(?:${IGNORED_USERS})$`),
    });
  }

  static async start(plane: PlaneAddress): Promise<ObservedWorld> {
    const [namespace, kafka] = await Promise.all([createNamespace(plane), startKafka({ nodes: 3 })]);
    const folder = await mkdtemp(join(tmpdir(), "holdfast-observed-"));
    const world = new ObservedWorld({ plane, folder, namespace, kafka });
    await writeRepository(folder, { plane, namespace, kafka, cluster: CLUSTER });
    const pool = { replicas: 3, roles: ["controller", "broker"], storage: { type: "ephemeral" } };
    const env = [{ name: "STRIMZI_IGNORED_USERS_PATTERN", value: IGNORED_USERS }];
    const template = { userOperatorContainer: { env } };
    const entityOperator = { topicOperator: {}, userOperator: {}, template };
    await world.apply(
      world.resource("Kafka", { kafka: KAFKA, entityOperator }, { name: CLUSTER }),
      world.resource("KafkaNodePool", pool, { name: "broker" }),
    );
    const conditions = [{ type: "Ready", status: "True", lastTransitionTime: "2026-11-24T04:11:26Z" }];
    await world.writeStatus("kafkas", CLUSTER, { conditions, observedGeneration: 1 });
    await world.writeStatus("kafkanodepools", "broker", { nodeIds: [1, 2, 3], observedGeneration: 1 });
    return world;
  }

  /** One of Strimzi's resources, of this cluster unless `metadata` says otherwise. */
  resource(kind: string, spec: JsonObject, metadata: ObjectMeta): KubernetesObject {
    const labels = kind === "Kafka" ? {} : { "strimzi.io/cluster": CLUSTER };
    const own = { namespace: this.namespace, labels, ...metadata };
    return { apiVersion: "kafka.strimzi.io/v1", kind, metadata: own, spec };
  }

  topic(name: string, spec: JsonObject = {}, metadata: JsonObject = {}): KubernetesObject {
    return this.resource("KafkaTopic", { partitions: 2, replicas: 2, ...spec }, { name, ...metadata });
  }

  user(name: string, spec: JsonObject = {}, metadata: JsonObject = {}): KubernetesObject {
    return this.resource("KafkaUser", { authentication: { type: "scram-sha-512" }, ...spec }, { name, ...metadata });
  }

  /** Declares objects in git and applies them on the server, as Argo CD does. */
  async apply(...objects: readonly KubernetesObject[]): Promise<void> {
    await this.declare(...objects);
    for (const object of objects) await applyServerSide(this.#plane, this.#manifest(object));
  }

  /** As `apply`, but by plain `kubectl apply`. */
  async applyOnClient(object: KubernetesObject): Promise<void> {
    await this.declare(object);
    await applyClientSide(this.#plane, this.#manifest(object));
  }

  /** Applies objects and lets the operators act on them. */
  async settle(...objects: readonly KubernetesObject[]): Promise<void> {
    await this.apply(...objects);
    await this.operators.pass();
  }

  /** Takes every topic and user out of git, cluster and Kafka, and starts the operators anew. */
  async reset(): Promise<void> {
    for (const [key, { kind }] of this.#git) if (kind in OPERATED) this.#git.delete(key);
    await this.declare();
    using client = clientOf(this.#plane);
    for (const plural of Object.values(OPERATED)) {
      const { body } = await client.mustRequest("GET", this.#url(plural));
      for (const { metadata } of (body as { items: KubernetesObject[] }).items) {
        await this.edit(plural, metadata.name, { metadata: { finalizers: null } });
        await client.request("DELETE", this.#url(plural, metadata.name));
      }
    }
    await forgetUsersAndTopics(this.kafka);
    this.operators.restart(new Date());
  }

  async declare(...objects: readonly KubernetesObject[]): Promise<void> {
    for (const object of objects) this.#git.set(keyOf(object), object);
    await writeChart(chartOf(this.#folder), [...this.#git.values()]);
  }

  /** A person's merge patch. */
  async edit(plural: string, name: string, patch: JsonObject): Promise<void> {
    using client = clientOf(this.#plane);
    const options = { contentType: "application/merge-patch+json", fieldManager: "kubectl-edit" };
    await client.mustRequest("PATCH", this.#url(plural, name), patch, options);
  }

  async get(plural: string, name: string): Promise<KubernetesObject | null> {
    using client = clientOf(this.#plane);
    const { status, body } = await client.request("GET", this.#url(plural, name));
    return status === 200 ? (body as KubernetesObject) : null;
  }

  async remove(plural: string, name: string): Promise<void> {
    using client = clientOf(this.#plane);
    await client.mustRequest("DELETE", this.#url(plural, name));
  }

  async writeStatus(plural: string, name: string, status: JsonObject): Promise<void> {
    using client = clientOf(this.#plane);
    const options = { contentType: "application/merge-patch+json", fieldManager: "strimzi-cluster-operator" };
    await client.mustRequest("PATCH", `${this.#url(plural, name)}/status`, { status }, options);
  }

  /** What Holdfast says, at the time of the operators. */
  async check(): Promise<readonly Finding[]> {
    return await checkOnce(this.#folder, () => this.operators.now);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.operators[Symbol.asyncDispose]();
    await this.kafka.stop();
    await rm(this.#folder, { recursive: true });
  }

  #manifest(object: KubernetesObject): { yaml: string; namespace: string } {
    return { yaml: JSON.stringify(object), namespace: this.namespace };
  }

  #url(plural: string, name?: string): string {
    const group = plural === "secrets" ? "/api/v1" : "/apis/kafka.strimzi.io/v1";
    const all = `${group}/namespaces/${this.namespace}/${plural}`;
    return name === undefined ? all : `${all}/${name}`;
  }
}

function keyOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}
