import * as pk from "@platformatic/kafka";
import { waitFor } from "../../kube/index.ts";

type Address = { readonly host: string; readonly port: number };

/** One partition as a broker knows it. */
interface Partition {
  readonly partitionIndex: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
}

/** What brokers say about topics, for what the fixtures do not tell. */
export class TopicView {
  readonly #brokers: readonly Address[];
  readonly #pool = new pk.ConnectionPool("truth");

  constructor(brokers: readonly Address[]) {
    this.#brokers = brokers;
  }

  /** As Strimzi writes it: URL-safe Base64 without padding. */
  async topicId(name: string): Promise<string> {
    const connection = await this.#pool.getFirstAvailable([...this.#brokers]);
    const { topics } = await pk.metadataV12.api.async(connection, [name], false, false);
    const [topic] = topics;
    if (topic === undefined) throw new Error(`there is no topic ${name}`);
    return Buffer.from(topic.topicId.replaceAll("-", ""), "hex").toString("base64url");
  }

  async exists(name: string): Promise<boolean> {
    const connection = await this.#pool.getFirstAvailable([...this.#brokers]);
    const { topics } = await pk.metadataV12.api.async(connection, null, false, false);
    return topics.some((topic) => topic.name === name);
  }

  /** Waits until every broker agrees that the partitions have exactly these replicas, all of them in sync. */
  async waitForReplicas(name: string, brokers: readonly (readonly number[])[]): Promise<void> {
    for (const broker of this.#brokers) {
      await waitFor(async () => hasReplicas(await this.#partitions(broker, name), brokers), {
        what: `${name} to have its replicas on broker ${broker.port}`,
        timeoutMs: 30_000,
      });
    }
  }

  /** Waits until every replica of every topic is in sync, as all brokers see it. */
  async waitUntilInSync(names: readonly string[]): Promise<void> {
    for (const broker of this.#brokers) {
      for (const name of names)
        await waitFor(async () => (await this.#partitions(broker, name)).every(isInSync), {
          what: `${name} to be in sync on broker ${broker.port}`,
          timeoutMs: 60_000,
        });
    }
  }

  /** Waits until every living broker counts so many. */
  async waitForBrokers(count: number): Promise<void> {
    for (const broker of this.#brokers) {
      await waitFor(async () => [null, count].includes(await this.#brokersSeenBy(broker)), {
        what: `broker ${broker.port} to count ${count} brokers`,
        timeoutMs: 60_000,
      });
    }
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  /** Null for a broker that gives no answer. */
  async #brokersSeenBy(broker: Address): Promise<number | null> {
    try {
      const { brokers } = await pk.metadataV12.api.async(await this.#pool.get({ ...broker }), [], false, false);
      return brokers.length;
    } catch {
      return null;
    }
  }

  async #partitions(broker: Address, name: string): Promise<readonly Partition[]> {
    const connection = await this.#pool.get({ ...broker });
    const { topics } = await pk.metadataV12.api.async(connection, [name], false, false);
    return topics[0]?.partitions ?? [];
  }
}

function hasReplicas(partitions: readonly Partition[], wanted: readonly (readonly number[])[]): boolean {
  return wanted.every((brokers, index) => {
    const partition = partitions.find(({ partitionIndex }) => partitionIndex === index);
    return partition !== undefined && partition.replicaNodes.join() === brokers.join() && isInSync(partition);
  });
}

function isInSync({ replicaNodes, isrNodes }: Partition): boolean {
  return replicaNodes.length > 0 && replicaNodes.every((id) => isrNodes.includes(id));
}
