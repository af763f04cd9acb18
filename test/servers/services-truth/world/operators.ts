import type { JsonObject, KubernetesObject } from "../../../../src/vocabulary/index.ts";
import type { KafkaFixtures } from "../../kafka/index.ts";
import type { ClusterHand } from "./cluster-hand.ts";
import { refOf } from "./deploy.ts";
import { ready } from "./statuses.ts";
import type { TopicView } from "./topic-view.ts";
import { topicOf, userOf, Wanted } from "./wanted.ts";

const TOPIC_OPERATOR = "strimzi-topic-operator";
const USER_OPERATOR = "strimzi-user-operator";

/** Brings Kafka to the state that the custom resources ask for, and says so in their statuses. */
export class FirstPass {
  readonly #cluster: ClusterHand;
  readonly #fixtures: KafkaFixtures;
  readonly #view: TopicView;

  constructor(parts: { cluster: ClusterHand; fixtures: KafkaFixtures; view: TopicView }) {
    this.#cluster = parts.cluster;
    this.#fixtures = parts.fixtures;
    this.#view = parts.view;
  }

  async run(): Promise<void> {
    const [topics, users] = await Promise.all([this.#cluster.list("KafkaTopic"), this.#cluster.list("KafkaUser")]);
    const wanted = new Wanted([...topics, ...users]);
    await this.#fixtures.createTopics(...wanted.topics);
    await this.#fixtures.createAcls(...wanted.users.flatMap(({ acls }) => acls));
    for (const { username, scram, quotas } of wanted.users) {
      if (scram) await this.#fixtures.createScramUser(username, "made-up-by-the-operator");
      if (Object.keys(quotas).length > 0) await this.#fixtures.setQuota([{ type: "user", name: username }], quotas);
    }
    for (const topic of topics) await this.settleTopic(topic);
    for (const user of users) await this.settleUser(user);
  }

  /** Ready, with the id that the topic has now. */
  async settleTopic(object: KubernetesObject): Promise<void> {
    const { name } = topicOf(object);
    if (!(await this.#view.exists(name))) return;
    const status = { ...ready(object), topicName: name, topicId: await this.#view.topicId(name) };
    await this.#finalizer(object);
    await this.#status(object, status, TOPIC_OPERATOR);
  }

  async settleUser(object: KubernetesObject): Promise<void> {
    const { username, scram } = userOf(object);
    const { name } = object.metadata;
    await this.#status(object, { ...ready(object), username, secret: name }, USER_OPERATOR);
    if ((await this.#cluster.get({ kind: "Secret", name })) !== null) return;
    const keys = scram
      ? ["password", "sasl.jaas.config"]
      : ["ca.crt", "user.crt", "user.key", "user.p12", "user.password"];
    const data = keys.map((key) => [key, Buffer.from(`made-up-${name}-${key}`).toString("base64")]);
    const secret = { metadata: { name, namespace: "kafka" }, type: "Opaque", data: Object.fromEntries(data) };
    await this.#cluster.create({ apiVersion: "v1", kind: "Secret", ...secret }, USER_OPERATOR);
  }

  async #finalizer(object: KubernetesObject): Promise<void> {
    const patch = { metadata: { finalizers: ["strimzi.io/topic-operator"] } };
    await this.#cluster.patch(refOf(object), patch, { manager: TOPIC_OPERATOR });
  }

  async #status(object: KubernetesObject, status: JsonObject, manager: string): Promise<void> {
    await this.#cluster.patch(refOf(object), { status }, { manager, subresource: "status" });
  }
}
