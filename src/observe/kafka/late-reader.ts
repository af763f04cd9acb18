import type { Reading } from "../../vocabulary/index.ts";
import type { LiveReader } from "./live/reader.ts";
import type { KafkaOptions, KafkaTimeouts } from "./options.ts";
import type { GroupState, KafkaReader, Named, PartitionEnd } from "./port.ts";
import type { KafkaState } from "./state.ts";

/** A reader that loads the clients with the first read: a check without Kafka pays nothing for them. */
export class LateReader implements KafkaReader {
  readonly description: string;
  readonly #options: KafkaOptions & { readonly timeouts: KafkaTimeouts };
  #loading: Promise<LiveReader> | null = null;
  #loaded: LiveReader | null = null;

  constructor(options: KafkaOptions & { readonly timeouts: KafkaTimeouts }) {
    this.description = options.description;
    this.#options = options;
  }

  async state(): Promise<Reading<KafkaState>> {
    return (await this.#reader()).state();
  }

  async absent(topics: readonly string[]): Promise<readonly Named<boolean>[]> {
    return topics.length === 0 ? [] : (await this.#reader()).absent(topics);
  }

  async groups(names: readonly string[]): Promise<readonly Named<GroupState | null>[]> {
    return names.length === 0 ? [] : (await this.#reader()).groups(names);
  }

  async lastMessages(topics: readonly string[]): Promise<readonly Named<readonly PartitionEnd[]>[]> {
    return topics.length === 0 ? [] : (await this.#reader()).lastMessages(topics);
  }

  requests(): number {
    return this.#loaded?.requests() ?? 0;
  }

  async close(): Promise<void> {
    await this.#loading?.then((reader) => reader.close());
    await this.#options.route.close();
  }

  #reader(): Promise<LiveReader> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<LiveReader> {
    const { LiveReader } = await import("./live/reader.ts");
    this.#loaded = new LiveReader(this.#options);
    return this.#loaded;
  }
}
