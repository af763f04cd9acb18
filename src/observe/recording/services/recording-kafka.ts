import { type Reading, read } from "../../../vocabulary/index.ts";
import type { GroupState, KafkaReader, Named, PartitionEnd } from "../../kafka/port.ts";
import type { KafkaState } from "../../kafka/state.ts";
import type { KafkaService } from "../../services/port.ts";
import { censorKafka, type Scrub } from "./censor.ts";
import { kafkaFiles } from "./layout.ts";
import type { Remembering } from "./remembering.ts";

/** What was read about things of a name, over several calls. */
type ByName<T> = Map<string, Named<T>>;

export class RecordingKafka implements KafkaReader, Remembering {
  readonly description: string;
  readonly #service: KafkaService;
  #state: Reading<KafkaState> | null = null;
  readonly #absent: ByName<boolean> = new Map();
  readonly #groups: ByName<GroupState | null> = new Map();
  readonly #lastMessages: ByName<readonly PartitionEnd[]> = new Map();

  constructor(service: KafkaService) {
    this.#service = service;
    this.description = service.reader.description;
  }

  async state(): Promise<Reading<KafkaState>> {
    this.#state = await this.#service.reader.state();
    return this.#state;
  }

  async absent(topics: readonly string[]): Promise<readonly Named<boolean>[]> {
    return keep(this.#absent, await this.#service.reader.absent(topics));
  }

  async groups(names: readonly string[]): Promise<readonly Named<GroupState | null>[]> {
    return keep(this.#groups, await this.#service.reader.groups(names));
  }

  async lastMessages(topics: readonly string[]): Promise<readonly Named<readonly PartitionEnd[]>[]> {
    return keep(this.#lastMessages, await this.#service.reader.lastMessages(topics));
  }

  requests(): number {
    return this.#service.reader.requests();
  }

  close(): Promise<void> {
    return this.#service.reader.close();
  }

  remembered(scrub: Scrub): readonly (readonly [string, unknown])[] {
    const files = kafkaFiles(this.#service);
    const named = [
      [files.absent, this.#absent],
      [files.groups, this.#groups],
      [files.lastMessages, this.#lastMessages],
    ] as const;
    return [
      ...(this.#state === null ? [] : [[files.state, censored(this.#state, scrub)] as const]),
      ...named.flatMap(([file, kept]) => (kept.size === 0 ? [] : [[file, [...kept.values()]] as const])),
    ];
  }
}

function keep<T>(kept: ByName<T>, readings: readonly Named<T>[]): readonly Named<T>[] {
  for (const named of readings) kept.set(named.name, named);
  return readings;
}

function censored(state: Reading<KafkaState>, scrub: Scrub): Reading<KafkaState> {
  return state.ok ? read(censorKafka(state.value, scrub)) : state;
}
