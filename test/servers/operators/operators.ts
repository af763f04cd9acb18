import type { KafkaFixtures } from "../kafka/index.ts";
import type { Place } from "./custom-resources.ts";
import { KafkaAdmin } from "./kafka-admin.ts";
import { TopicOperator } from "./topic-operator.ts";
import { UserOperator } from "./user-operator.ts";

export interface OperatorsOptions {
  readonly place: Place;
  readonly brokers: readonly { readonly host: string; readonly port: number }[];
  readonly fixtures: KafkaFixtures;
  /** The time at which the first pass is due; later it is what `advance` made of it. */
  readonly start: Date;
  /** Between two passes; Strimzi's default is two minutes. */
  readonly intervalMs?: number;
  /** `STRIMZI_IGNORED_USERS_PATTERN`; by default nobody is ignored. */
  readonly ignoredUsers?: RegExp;
}

const INTERVAL_MS = 120_000;

/** The entity operator of one Kafka cluster. Time stands still unless a test advances it. */
export class Operators implements AsyncDisposable {
  readonly #admin: KafkaAdmin;
  readonly #intervalMs: number;
  #now: number;
  #due: number;
  readonly topics: TopicOperator;
  readonly users: UserOperator;

  constructor({ place, brokers, fixtures, start, intervalMs = INTERVAL_MS, ignoredUsers }: OperatorsOptions) {
    this.#admin = new KafkaAdmin(brokers);
    this.#intervalMs = intervalMs;
    this.#now = start.getTime();
    this.#due = this.#now;
    const parts = { place, admin: this.#admin, fixtures, now: () => this.now };
    this.topics = new TopicOperator(parts);
    this.users = new UserOperator(parts, ignoredUsers);
  }

  get now(): Date {
    return new Date(this.#now);
  }

  /** Lets time go by: what was changed is acted upon, and a pass is made when one is due. */
  async advance(ms: number): Promise<void> {
    this.#now += ms;
    await this.users.watch();
    if (this.#now < this.#due) return;
    this.#due = this.#now + this.#intervalMs;
    await this.pass();
  }

  /** One pass of both, whether it is due or not. */
  async pass(): Promise<void> {
    await this.topics.pass();
    await this.users.pass();
  }

  /** New processes at this time, which know nothing of before. */
  restart(now: Date): void {
    this.#now = now.getTime();
    this.#due = this.#now;
    this.topics.stopped = false;
    this.users.stopped = false;
    this.users.restart();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.topics[Symbol.dispose]();
    this.users[Symbol.dispose]();
    await this.#admin.close();
  }
}
