import type { API } from "@platformatic/kafka";
import { refused } from "./failure.ts";
import { KafkajsConnection } from "./kafkajs-connection.ts";
import type { LinkOptions } from "./link-options.ts";
import { PlatformaticConnection } from "./platformatic-connection.ts";
import type { Broker } from "./tolerant-kafkajs.ts";

const UNSUPPORTED_VERSION = 35;

/** One broker, with a connection of each client, opened when first needed and again when it broke. */
export class Link {
  readonly #kafkajs: Reopened<KafkajsConnection>;
  readonly #platformatic: Reopened<PlatformaticConnection>;

  readonly #options: LinkOptions;
  #aside: Link | null = null;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#kafkajs = new Reopened(() => KafkajsConnection.open(options));
    this.#platformatic = new Reopened(() => PlatformaticConnection.open(options));
  }

  /**
   * Connections of their own for what the broker passes on to the controller: it answers one request of a connection
   * after the other, so that all would wait while no controller answers.
   */
  get aside(): Link {
    this.#aside ??= new Link(this.#options);
    return this.#aside;
  }

  /** Asks through kafkajs. @throws KafkaFailure */
  async kafkajs<T>(ask: (broker: Broker) => Promise<T>): Promise<T> {
    return (await this.#kafkajs.get()).ask(ask);
  }

  /** Asks through the second client. @throws KafkaFailure, also where the broker lacks this version of the request */
  async platformatic<A extends unknown[], T>(api: API<A, T>, ...args: A): Promise<T> {
    const [connection, { broker }] = await Promise.all([this.#platformatic.get(), this.#kafkajs.get()]);
    // A broker closes the connection on a version that it does not know.
    const offered = broker.versions?.[api.key];
    if (offered === undefined || api.version < offered.minVersion || api.version > offered.maxVersion) {
      throw refused(UNSUPPORTED_VERSION);
    }
    return connection.ask(api, args);
  }

  async close(): Promise<void> {
    await Promise.all([this.#kafkajs.close(), this.#platformatic.close(), this.#aside?.close()]);
  }
}

interface Reopenable {
  readonly usable: boolean;
  close(): void;
}

class Reopened<C extends Reopenable> {
  readonly #open: () => Promise<C>;
  #current: Promise<C> | null = null;

  constructor(open: () => Promise<C>) {
    this.#open = open;
  }

  async get(): Promise<C> {
    const before = this.#current;
    if (before === null) return this.#begin();
    const connection = await before;
    if (connection.usable) return connection;
    return this.#current === before || this.#current === null ? this.#begin() : this.#current;
  }

  async close(): Promise<void> {
    const current = this.#current;
    // An opening that fails has told whoever waited for it.
    await current?.then(
      (connection) => connection.close(),
      () => undefined,
    );
  }

  #begin(): Promise<C> {
    const opening = this.#open();
    this.#current = opening;
    opening.catch(() => {
      if (this.#current === opening) this.#current = null;
    });
    return opening;
  }
}
