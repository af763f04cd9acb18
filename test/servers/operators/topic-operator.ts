import { isPaused, isUnmanaged } from "../../../src/systems/strimzi/index.ts";
import { fieldOf } from "../../../src/systems/system.ts";
import { isJsonObject, type JsonObject, type KubernetesObject } from "../../../src/vocabulary/index.ts";
import type { KafkaFixtures } from "../kafka/index.ts";
import { CustomResources, type Place } from "./custom-resources.ts";
import type { KafkaAdmin } from "./kafka-admin.ts";
import { faultOf, KafkaFault, KafkaGone } from "./kafka-fault.ts";
import { hasConditions, type NewCondition, withTimes } from "./status.ts";
import {
  assertAcceptable,
  assertPossible,
  configChanges,
  Refusal,
  restingCondition,
  topicNameOf,
  wishOf,
} from "./topic-wishes.ts";

const FINALIZER = "strimzi.io/topic-operator";

export interface OperatorParts {
  readonly place: Place;
  readonly admin: KafkaAdmin;
  readonly fixtures: KafkaFixtures;
  readonly now: () => Date;
}

/** The Topic Operator without Cruise Control: from KafkaTopics to Kafka, never back. */
export class TopicOperator implements Disposable {
  readonly #resources: CustomResources;
  readonly #parts: OperatorParts;
  /** The ids of topics that are there, for statuses that tell of a failure. */
  readonly #topicIds = new WeakMap<KubernetesObject, string>();
  /** A stopped operator does nothing at all. */
  stopped = false;

  constructor(parts: OperatorParts) {
    this.#parts = parts;
    this.#resources = new CustomResources(parts.place, "KafkaTopic", "strimzi-topic-operator");
  }

  /** One reconciliation of every KafkaTopic that carries the cluster's label. */
  async pass(): Promise<void> {
    if (this.stopped) return;
    const objects = await this.#resources.list();
    for (const object of objects) {
      if (object.metadata["deletionTimestamp"] !== undefined) await this.#delete(object);
      else await this.#reconcile(object, objects);
    }
  }

  [Symbol.dispose](): void {
    this.#resources[Symbol.dispose]();
  }

  async #reconcile(object: KubernetesObject, all: readonly KubernetesObject[]): Promise<void> {
    try {
      if (!isUnmanaged(object)) assertAcceptable(object, all);
      if (!isPaused(object) || isUnmanaged(object)) await this.#addFinalizer(object);
      const topicId = isUnmanaged(object) || isPaused(object) ? null : await this.#bring(object);
      await this.#succeed(object, topicId);
    } catch (error) {
      await this.#fail(object, error);
    }
  }

  /** Brings the topic to what is asked for, as far as that can be done, and gives its id. */
  async #bring(object: KubernetesObject): Promise<string | null> {
    const { admin, fixtures } = this.#parts;
    const wish = wishOf(object);
    const live = await admin.describe(wish.name);
    if (live === null) {
      await admin.create(wish);
      return (await admin.describe(wish.name))?.topicId ?? null;
    }
    const changes = configChanges(wish, live);
    if (Object.keys(changes).length > 0) await told(fixtures.setTopicConfig(wish.name, changes));
    if (wish.partitions > live.replicas.length) await told(fixtures.raisePartitions(wish.name, wish.partitions));
    this.#topicIds.set(object, live.topicId);
    assertPossible(wish, live);
    return live.topicId;
  }

  async #succeed(object: KubernetesObject, topicId: string | null): Promise<void> {
    await this.#write(object, restingCondition(object), topicId);
  }

  async #fail(object: KubernetesObject, error: unknown): Promise<void> {
    const { reason, message } = reasonOf(error);
    await this.#write(object, { type: "Ready", status: "False", reason, message }, this.#topicIds.get(object) ?? null);
  }

  /** Nothing is written where only times would change. A null id leaves the one that is there. */
  async #write(object: KubernetesObject, condition: NewCondition, topicId: string | null): Promise<void> {
    const status = statusOf(object, topicId);
    const isSame =
      hasConditions(object, [condition]) &&
      ["observedGeneration", "topicName", "topicId"].every((key) => status[key] === fieldOf(object, "status", key));
    if (isSame) return;
    const conditions = withTimes([condition], this.#parts.now());
    await this.#resources.writeStatus(object, { ...status, conditions });
  }

  async #addFinalizer(object: KubernetesObject): Promise<void> {
    const finalizers = (object.metadata["finalizers"] ?? []) as string[];
    if (!finalizers.includes(FINALIZER)) await this.#resources.setFinalizers(object, [...finalizers, FINALIZER]);
  }

  /** A paused KafkaTopic takes its topic along too; an unmanaged one does not. */
  async #delete(object: KubernetesObject): Promise<void> {
    const finalizers = (object.metadata["finalizers"] ?? []) as string[];
    if (!finalizers.includes(FINALIZER)) return;
    const name = topicNameOf(object);
    const { admin, fixtures } = this.#parts;
    if (!isUnmanaged(object) && (await admin.describe(name)) !== null) await told(fixtures.deleteTopics(name));
    await this.#resources.setFinalizers(
      object,
      finalizers.filter((finalizer) => finalizer !== FINALIZER),
    );
  }
}

/** What stands beside the conditions; an unmanaged resource names no topic, a paused one keeps what was seen before. */
function statusOf(object: KubernetesObject, topicId: string | null): JsonObject {
  const { status, metadata } = object;
  const { topicName, topicId: before, observedGeneration, ...rest } = isJsonObject(status) ? status : {};
  const id = topicId ?? before;
  return {
    ...rest,
    ...(!isUnmanaged(object) && { topicName: topicName ?? topicNameOf(object) }),
    ...(!isUnmanaged(object) && id !== undefined && { topicId: id }),
    observedGeneration: isPaused(object) ? (observedGeneration ?? 0) : metadata["generation"],
  };
}

async function told(done: Promise<unknown>): Promise<void> {
  await done.catch((error: unknown) => {
    throw faultOf(error);
  });
}

function reasonOf(error: unknown): { reason: string; message: string } {
  if (error instanceof Refusal) return { reason: error.reason, message: error.message };
  if (error instanceof KafkaFault) return { reason: "KafkaError", message: error.message };
  if (error instanceof KafkaGone)
    return { reason: "KafkaError", message: "Timed out waiting for a node assignment. Call: describeConfigs" };
  throw error;
}
