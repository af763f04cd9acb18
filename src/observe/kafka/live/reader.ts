import type { Metadata } from "kafkajs/src/broker/index.js";
import { type Reading, read } from "../../../vocabulary/index.ts";
import type { GroupState, Named, PartitionEnd } from "../port.ts";
import type { KafkaState } from "../state.ts";
import { readAbsent } from "./absent.ts";
import { Brokers, type BrokersOptions } from "./brokers.ts";
import { LiveCluster } from "./cluster.ts";
import { unreadBecause } from "./failure.ts";
import { readGroupStates } from "./group-states.ts";
import { readLastMessages } from "./last-messages.ts";
import { readState } from "./read-state.ts";

/** A connected cluster, with the metadata that connecting brought. */
interface Session {
  readonly cluster: LiveCluster;
  readonly metadata: Metadata;
}

/** Reads a running cluster with both clients. Connects once, with the first read. */
export class LiveReader {
  readonly #description: string;
  readonly #brokers: Brokers;
  #session: Promise<Reading<Session>> | null = null;
  #state: Promise<Reading<KafkaState>> | null = null;

  constructor(options: BrokersOptions & { readonly description: string }) {
    this.#description = options.description;
    this.#brokers = new Brokers(options);
  }

  state(): Promise<Reading<KafkaState>> {
    this.#state ??= this.#readState();
    return this.#state;
  }

  absent(topics: readonly string[]): Promise<readonly Named<boolean>[]> {
    return this.#named(topics, (cluster) => readAbsent(cluster, topics));
  }

  groups(names: readonly string[]): Promise<readonly Named<GroupState | null>[]> {
    return this.#named(names, (cluster) => readGroupStates(cluster, names));
  }

  lastMessages(topics: readonly string[]): Promise<readonly Named<readonly PartitionEnd[]>[]> {
    return this.#named(topics, (cluster) => readLastMessages(cluster, topics));
  }

  requests(): number {
    return this.#brokers.requests;
  }

  close(): Promise<void> {
    return this.#brokers.close();
  }

  async #readState(): Promise<Reading<KafkaState>> {
    const session = await this.#connected();
    return session.ok ? read(await readState(session.value.cluster, session.value.metadata)) : session;
  }

  async #named<T>(
    names: readonly string[],
    ask: (cluster: LiveCluster) => Promise<readonly Named<T>[]>,
  ): Promise<readonly Named<T>[]> {
    const session = await this.#connected();
    return session.ok ? ask(session.value.cluster) : names.map((name) => ({ name, reading: session }));
  }

  #connected(): Promise<Reading<Session>> {
    this.#session ??= LiveCluster.connect(this.#brokers).then(read, (error: unknown) =>
      unreadBecause(error, this.#description),
    );
    return this.#session;
  }
}
