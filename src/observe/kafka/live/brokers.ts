import type { Reading } from "../../../vocabulary/index.ts";
import type { KafkaCredentials } from "../../reach/credentials.ts";
import type { KafkaTimeouts } from "../options.ts";
import type { BrokerAddress, KafkaRoute } from "../route.ts";
import { Deadline } from "./deadline.ts";
import { failureOf, KafkaFailure } from "./failure.ts";
import { Link } from "./link.ts";
import type { LinkOptions } from "./link-options.ts";
import { secureContext } from "./secure.ts";

export interface BrokersOptions {
  readonly bootstrap: readonly BrokerAddress[];
  readonly credentials: () => Promise<Reading<KafkaCredentials>>;
  readonly route: KafkaRoute;
  readonly timeouts: KafkaTimeouts;
}

/** All links to brokers, one for each address. */
export class Brokers {
  readonly #options: BrokersOptions;
  readonly #links = new Map<string, Link>();
  #login: Promise<Pick<LinkOptions, "tls" | "sasl">> | null = null;
  #requests = 0;

  constructor(options: BrokersOptions) {
    this.#options = options;
  }

  get requests(): number {
    return this.#requests;
  }

  /** What one part may take from now on. */
  deadline(): Deadline {
    return new Deadline(this.#options.timeouts.partMs);
  }

  /** Begins with the first broker of the configuration that answers. @throws KafkaFailure the last one's */
  async bootstrap<T>(ask: (link: Link) => Promise<T>): Promise<T> {
    let failure = new KafkaFailure({ reason: "unreachable", why: "no broker is named", passes: false });
    for (const address of this.#options.bootstrap) {
      try {
        return await ask(await this.link(address));
      } catch (error) {
        failure = failureOf(error);
      }
    }
    throw failure;
  }

  /** @throws KafkaFailure when the credentials cannot be had */
  async link(advertised: BrokerAddress): Promise<Link> {
    this.#login ??= this.#readCredentials();
    const login = await this.#login;
    const key = `${advertised.host}:${advertised.port}`;
    const known = this.#links.get(key);
    if (known !== undefined) return known;
    const { route, timeouts } = this.#options;
    const link = new Link({ advertised, route, timeouts, ...login, sent: () => this.#count() });
    this.#links.set(key, link);
    return link;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#links.values()].map((link) => link.close()));
  }

  #count(): void {
    this.#requests += 1;
  }

  async #readCredentials(): Promise<Pick<LinkOptions, "tls" | "sasl">> {
    const credentials = await this.#options.credentials();
    if (!credentials.ok) {
      const { reason, what, why } = credentials.failure;
      throw new KafkaFailure({ reason, why: `${what}: ${why}`, passes: false });
    }
    const { tls, sasl } = credentials.value;
    return { tls: tls === null ? null : secureContext(tls), sasl };
  }
}
