import { Partitioners, type Producer } from "kafkajs";
import {
  type EnvironmentReport,
  type KubernetesObject,
  resourceKey,
  resourceOf,
} from "../../../../src/vocabulary/index.ts";
import type { KafkaCluster } from "../../kafka/index.ts";
import { discover } from "../../truth/cluster.ts";
import { wire } from "../moves/wire.ts";
import { Checker } from "./checker.ts";
import { ClusterHand, type Ref } from "./cluster-hand.ts";
import { deploy, refOf, settle } from "./deploy.ts";
import { APPLICATIONS, declareOdd, REGISTRATIONS, writeEnvironment, writeTerraform } from "./environment.ts";
import type { HealthServer } from "./health.ts";
import { FirstPass } from "./operators.ts";
import { RegistryHand } from "./registry-hand.ts";
import { type Servers, startServers } from "./servers.ts";
import { StoreHand } from "./store-hand.ts";
import { type State, terraformState } from "./terraform-state.ts";
import { TopicView } from "./topic-view.ts";
import { topicOf, Wanted } from "./wanted.ts";

export const ALERT_BUCKET = "truth-alerts";
export const SCHEMA_BUCKET = "truth-schemas";
export const ALERT_OBJECT = "v2/alerts/170001/170001.avro.gz";
export const SCHEMA_OBJECT = "v2/schemas/1000.json";
export const INGESTER_GROUP = "alertdb-ingester";
export const REPLAY_TOPIC = "alerts-simulated";
export const STATIC_TOPIC = "alerts-static";
export const ALERT_TOPIC = "lsst-alerts-v10.0";

/** As the simulator's load Job makes it. */
const STATIC = {
  name: STATIC_TOPIC,
  partitions: 1,
  replicas: 3,
  config: { "retention.ms": "-1", "retention.bytes": "-1" },
} as const;
/** Messages that each alert topic holds in each partition. */
const MESSAGES = 3;
/** The simulator sends again after so many milliseconds, so that it is not late while the table runs. */
const BEAT_MS = 20_000;

/** An environment on real servers, in which everything is as git says. */
export class World implements AsyncDisposable {
  readonly #servers: Servers;
  readonly #checker: Checker;
  readonly #operators: FirstPass;
  readonly #objects: readonly KubernetesObject[];
  readonly #remembered = new Map<string, KubernetesObject>();
  readonly #producer: Producer;
  #beat = 0;
  /** False while a row decides what the replay topic's last messages are: one more would stand behind them. */
  simulatorSends = true;
  /** Makes checks believe that it is later. */
  secondsLater = 0;
  /** False while a row decides how far the ingester is. */
  ingesterReads = true;
  readonly cluster: ClusterHand;
  readonly registry: RegistryHand;
  readonly store: StoreHand;
  readonly view: TopicView;
  readonly wanted: Wanted;

  private constructor(parts: {
    servers: Servers;
    checker: Checker;
    cluster: ClusterHand;
    objects: readonly KubernetesObject[];
  }) {
    const { servers, checker, cluster, objects } = parts;
    this.#servers = servers;
    this.#checker = checker;
    this.cluster = cluster;
    this.registry = new RegistryHand(servers.registry);
    this.store = new StoreHand(servers.objectStore);
    this.view = new TopicView(servers.kafka.brokers("plaintext"));
    this.#objects = objects;
    this.wanted = new Wanted(objects, [STATIC]);
    this.#producer = servers.kafka.fixtures.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    this.#operators = new FirstPass({ cluster, fixtures: servers.kafka.fixtures, view: this.view });
  }

  /** Starts every server, deploys the environment and fills the services. */
  static async start(progress: (line: string) => void): Promise<World> {
    const servers = await startServers();
    try {
      progress("every server runs");
      return await World.#build(servers, progress);
    } catch (error) {
      await servers.stack.disposeAsync();
      throw error;
    }
  }

  static async #build(servers: Servers, progress: (line: string) => void): Promise<World> {
    const { folder, plane, kafka, registry, objectStore, health } = servers;
    const bootstrap = kafka.brokers("plaintext").map(({ host, port }) => `${host}:${port}`);
    await writeEnvironment(folder, {
      ...{ kubeconfig: plane.kubeconfig, bootstrap, registry: registry.url },
      ...{ objectStore: objectStore.endpoint, health: health.url },
    });
    const cluster = new ClusterHand(plane, await discover(plane, folder));
    const checker = await Checker.open(folder);
    const objects = await checker.render();
    const world = new World({ servers, checker, cluster, objects });
    for (const namespace of new Set(APPLICATIONS.map((application) => application.namespace)))
      await cluster.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }, "kubectl-create");
    await deploy(cluster, objects);
    progress("the environment is deployed");
    await world.#operators.run();
    await world.#fillKafka();
    await Promise.all([world.fillRegistry(), world.fillStore()]);
    progress("the services are filled");
    return world;
  }

  get kafka(): KafkaCluster {
    return this.#servers.kafka;
  }

  get health(): HealthServer {
    return this.#servers.health;
  }

  /** One check through the whole pipeline. */
  async check(): Promise<EnvironmentReport> {
    if (this.simulatorSends && this.secondsLater === 0 && Date.now() - this.#beat > BEAT_MS) await this.simulate();
    return await this.#checker.check(() => this.#now());
  }

  /** The simulator replays its visit once more, and the ingester reads it. */
  async simulate(): Promise<void> {
    await this.#sendAlerts(REPLAY_TOPIC, 1);
    if (this.ingesterReads) await this.commitOffsets();
  }

  /** Keeps an object as it is, for `recall`. */
  remember(object: KubernetesObject): void {
    const key = resourceKey(resourceOf(object));
    if (!this.#remembered.has(key)) this.#remembered.set(key, object);
  }

  /** The object as it was when it was first remembered. @throws Error when it was not. */
  recall({ kind, name, namespace = "kafka" }: Ref): KubernetesObject {
    const found = [...this.#remembered.values()].find((object) => isNamed(object, { kind, name, namespace }));
    if (found === undefined) throw new Error(`${kind} ${name} was not remembered`);
    return found;
  }

  /** The object as git declares it. @throws Error when git does not. */
  declared({ kind, name, namespace = "kafka" }: Ref): KubernetesObject {
    const found = this.#objects.find((object) => isNamed(object, { kind, name, namespace }));
    if (found === undefined) throw new Error(`git declares no ${kind} ${name}`);
    return found;
  }

  /** The controllers' and operators' part for one object that was put back. */
  async settle(ref: Ref): Promise<void> {
    await settle(this.cluster, ref);
    const object = await this.cluster.get(ref);
    if (object?.kind === "KafkaTopic") await this.#operators.settleTopic(object);
    if (object?.kind === "KafkaUser") await this.#operators.settleUser(object);
  }

  /** Makes a declared topic anew as it should be, messages and all, and tells its KafkaTopic the new id. */
  async remakeTopic(name: string): Promise<void> {
    const { fixtures } = this.kafka;
    if (await this.view.exists(name)) await fixtures.deleteTopics(name);
    await fixtures.createTopics(this.wanted.mustTopic(name));
    await this.#sendAlerts(name, MESSAGES);
    if (name === REPLAY_TOPIC) await this.commitOffsets();
    for (const object of await this.cluster.list("KafkaTopic"))
      if (topicOf(object).name === name) await this.settle(refOf(object));
  }

  /** Lets the ingester's group stand at the end of its topic. */
  async commitOffsets(): Promise<void> {
    const { partitions = 1 } = this.wanted.mustTopic(REPLAY_TOPIC);
    const admin = await this.kafka.fixtures.admin();
    const ends = await admin.fetchTopicOffsets(REPLAY_TOPIC);
    const offsets = Array.from({ length: partitions }, (_, partition) => ({
      partition,
      offset: Number(ends.find((end) => end.partition === partition)?.high ?? 0),
    }));
    await this.kafka.fixtures.commitOffsets(INGESTER_GROUP, REPLAY_TOPIC, offsets);
  }

  async fillRegistry(): Promise<void> {
    await this.registry.reset(REGISTRATIONS, "NONE");
  }

  async fillStore(): Promise<void> {
    const { server } = this.store;
    await server.reset();
    for (const bucket of [ALERT_BUCKET, SCHEMA_BUCKET]) await server.createBucket(bucket);
    await this.store.setLifecycle(ALERT_BUCKET, [{ id: "purge", days: 28 }]);
    await server.putObject(ALERT_BUCKET, ALERT_OBJECT);
    await server.putObject(SCHEMA_BUCKET, SCHEMA_OBJECT);
  }

  async writeTerraform(change: (state: State) => unknown): Promise<void> {
    const state = terraformState();
    await writeTerraform(this.#servers.folder, change(state) ?? state);
  }

  async declareOdd(objects: readonly KubernetesObject[]): Promise<void> {
    await declareOdd(this.#servers.folder, objects);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#checker[Symbol.asyncDispose](), this.#producer.disconnect()]);
    this.cluster[Symbol.dispose]();
    await this.view.close();
    await this.#servers.stack.disposeAsync();
  }

  async #fillKafka(): Promise<void> {
    await this.#producer.connect();
    await this.kafka.fixtures.createTopics(STATIC);
    for (const topic of [STATIC_TOPIC, REPLAY_TOPIC, ALERT_TOPIC]) await this.#sendAlerts(topic, MESSAGES);
    await this.commitOffsets();
  }

  /** Nothing for topics that hold no alerts. */
  async #sendAlerts(topic: string, messages: number): Promise<void> {
    if (![STATIC_TOPIC, REPLAY_TOPIC, ALERT_TOPIC].includes(topic)) return;
    const partitions = this.wanted.topic(topic)?.partitions ?? 1;
    const timestamp = String(this.#now().getTime());
    const all = Array.from({ length: partitions * messages }, (_, i) => ({
      ...{ partition: i % partitions, key: "alert", timestamp },
      value: wire(1000),
    }));
    await this.#producer.send({ topic, messages: all });
    if (topic === REPLAY_TOPIC) this.#beat = Date.now();
  }

  #now(): Date {
    return new Date(Date.now() + this.secondsLater * 1000);
  }
}

function isNamed({ kind, metadata }: KubernetesObject, ref: Required<Ref>): boolean {
  return kind === ref.kind && metadata.name === ref.name && metadata.namespace === ref.namespace;
}
