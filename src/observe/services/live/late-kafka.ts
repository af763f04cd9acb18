import type { Reading } from "../../../vocabulary/index.ts";
import type { GroupState, KafkaReader, Named, PartitionEnd } from "../../kafka/port.ts";
import type { KafkaState } from "../../kafka/state.ts";
import type { Opening } from "./opening.ts";

/** A Kafka reader that is opened when it is first read. */
export class LateKafka implements KafkaReader {
  readonly description: string;
  readonly #opening: Opening<KafkaReader>;

  constructor(description: string, opening: Opening<KafkaReader>) {
    this.description = description;
    this.#opening = opening;
  }

  async state(): Promise<Reading<KafkaState>> {
    const reader = await this.#opening.reader();
    return reader.ok ? reader.value.state() : reader;
  }

  absent(topics: readonly string[]): Promise<readonly Named<boolean>[]> {
    return this.#named(topics, (reader) => reader.absent(topics));
  }

  groups(names: readonly string[]): Promise<readonly Named<GroupState | null>[]> {
    return this.#named(names, (reader) => reader.groups(names));
  }

  lastMessages(topics: readonly string[]): Promise<readonly Named<readonly PartitionEnd[]>[]> {
    return this.#named(topics, (reader) => reader.lastMessages(topics));
  }

  requests(): number {
    return this.#opening.opened?.requests() ?? 0;
  }

  close(): Promise<void> {
    return this.#opening.close();
  }

  async #named<T>(
    names: readonly string[],
    ask: (reader: KafkaReader) => Promise<readonly Named<T>[]>,
  ): Promise<readonly Named<T>[]> {
    const reader = await this.#opening.reader();
    return reader.ok ? ask(reader.value) : names.map((name) => ({ name, reading: reader }));
  }
}
