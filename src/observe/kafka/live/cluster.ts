import type { Metadata } from "kafkajs/src/broker/index.js";
import type { BrokerAddress } from "../route.ts";
import type { Brokers } from "./brokers.ts";
import type { Deadline } from "./deadline.ts";
import { failureOf, KafkaFailure } from "./failure.ts";
import type { Link } from "./link.ts";

export type BrokerNode = Metadata["brokers"][number];

/** A cluster whose brokers are known, and how to ask one of them or a certain one. */
export class LiveCluster {
  readonly #brokers: Brokers;
  /** The link that answered last; others are asked when it fails. */
  #first: Link;
  #nodes: readonly BrokerNode[];

  private constructor(brokers: Brokers, first: Link, nodes: readonly BrokerNode[]) {
    this.#brokers = brokers;
    this.#first = first;
    this.#nodes = nodes;
  }

  /** Connects to the first broker that answers, and asks it for everything that metadata tell. @throws KafkaFailure */
  static async connect(brokers: Brokers): Promise<{ cluster: LiveCluster; metadata: Metadata }> {
    return brokers.bootstrap(async (link) => {
      const metadata = await brokers.deadline().bound(link.kafkajs((broker) => broker.metadata([])));
      return { cluster: new LiveCluster(brokers, link, metadata.brokers), metadata };
    });
  }

  /** The brokers that counted as alive when metadata were last read. */
  get nodes(): readonly BrokerNode[] {
    return this.#nodes;
  }

  deadline(): Deadline {
    return this.#brokers.deadline();
  }

  /** Metadata of these topics, of all when none is named. @throws KafkaFailure */
  async metadata(topics: readonly string[], deadline: Deadline): Promise<Metadata> {
    const metadata = await this.any((link) => link.kafkajs((broker) => broker.metadata(topics)), deadline);
    this.#nodes = metadata.brokers;
    return metadata;
  }

  /** Asks any broker, another one after each failure that may pass. @throws KafkaFailure */
  any<T>(ask: (link: Link) => Promise<T>, deadline: Deadline): Promise<T> {
    return deadline.retry(async (attempt) => {
      const link = attempt === 0 ? this.#first : await this.#other(attempt);
      const answer = await ask(link);
      this.#first = link;
      return answer;
    });
  }

  /**
   * Asks this broker. While it cannot be reached it is asked again, until the cluster counts it as dead.
   * @throws KafkaFailure
   */
  one<T>(id: number, ask: (link: Link) => Promise<T>, deadline: Deadline): Promise<T> {
    return deadline.retry(async (attempt) => {
      if (attempt > 0) await this.#refresh(deadline);
      return ask(await this.linkTo(id));
    });
  }

  /** The broker of this id. @throws KafkaFailure while the cluster does not count it as alive */
  linkTo(id: number): Promise<Link> {
    const node = this.#nodes.find(({ nodeId }) => nodeId === id);
    if (node === undefined) throw deadBroker(id);
    return this.link(node);
  }

  link(node: BrokerAddress): Promise<Link> {
    return this.#brokers.link({ host: node.host, port: node.port });
  }

  async #other(attempt: number): Promise<Link> {
    const node = this.#nodes[(attempt - 1) % Math.max(this.#nodes.length, 1)];
    return node === undefined ? this.#first : this.link(node);
  }

  /** No topic has the empty name, so this asks for the brokers alone. */
  async #refresh(deadline: Deadline): Promise<void> {
    await this.any(async (link) => {
      const { brokers } = await link.kafkajs((broker) => broker.metadata([NO_TOPIC]));
      this.#nodes = brokers;
    }, deadline).catch(failureOf);
  }
}

const NO_TOPIC = "";

function deadBroker(id: number): KafkaFailure {
  return new KafkaFailure({
    reason: "unreachable",
    why: `the cluster does not count broker ${id} as alive`,
    passes: false,
  });
}
