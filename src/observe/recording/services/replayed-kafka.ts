import type { ZodType } from "zod";
import type { Reading } from "../../../vocabulary/index.ts";
import type { GroupState, KafkaReader, Named, PartitionEnd } from "../../kafka/port.ts";
import type { KafkaState } from "../../kafka/state.ts";
import { ABSENT, GROUPS, KAFKA_STATE, LAST_MESSAGES } from "./kafka-schema.ts";
import { kafkaFiles } from "./layout.ts";
import { type Files, Replayed } from "./replayed.ts";

export class ReplayedKafka extends Replayed implements KafkaReader {
  readonly #title: string;
  readonly #paths: ReturnType<typeof kafkaFiles>;

  constructor(files: Files, of: { readonly cluster: string; readonly namespace: string }) {
    super(files, `Kafka ${of.cluster}`);
    this.#title = `Kafka ${of.cluster}`;
    this.#paths = kafkaFiles(of);
  }

  state(): Promise<Reading<KafkaState>> {
    return this.files.reading(this.#paths.state, KAFKA_STATE, this.#title);
  }

  absent(topics: readonly string[]): Promise<readonly Named<boolean>[]> {
    return this.#named(topics, { file: this.#paths.absent, schema: ABSENT, word: "topic" });
  }

  groups(names: readonly string[]): Promise<readonly Named<GroupState | null>[]> {
    return this.#named(names, { file: this.#paths.groups, schema: GROUPS, word: "consumer group" });
  }

  lastMessages(topics: readonly string[]): Promise<readonly Named<readonly PartitionEnd[]>[]> {
    return this.#named(topics, { file: this.#paths.lastMessages, schema: LAST_MESSAGES, word: "last messages of" });
  }

  async #named<T>(
    names: readonly string[],
    { file, schema, word }: { readonly file: string; readonly schema: ZodType<Named<T>[]>; readonly word: string },
  ): Promise<readonly Named<T>[]> {
    const recorded = new Map((await this.files.read(file, schema))?.map((named) => [named.name, named]));
    return names.map((name) => recorded.get(name) ?? { name, reading: this.files.missing(`${word} ${name}`) });
  }
}
