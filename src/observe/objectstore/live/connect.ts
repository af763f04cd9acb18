import type { Reading } from "../../../vocabulary/index.ts";
import { BOUNDS, directRoute, type HttpBounds, HttpClient } from "../../http/index.ts";
import type { BucketAsk, BucketState, ObjectStoreReader } from "../port.ts";
import { readBucket, unreadBucket } from "./bucket.ts";
import { Bucket } from "./store.ts";

/** The two parts of an HMAC key. */
export interface StoreCredentials {
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface ObjectStoreOptions {
  /** `https://storage.googleapis.com`, `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly region: string;
  /** Asked once, before the first request. */
  readonly credentials: () => Promise<Reading<StoreCredentials>>;
  readonly bounds?: HttpBounds;
  /** The time that requests are signed with. */
  readonly now?: () => Date;
}

/** A reader of buckets. It connects when first read. */
export function connectObjectStore(options: ObjectStoreOptions): ObjectStoreReader {
  return new LiveObjectStore(options);
}

class LiveObjectStore implements ObjectStoreReader {
  readonly description: string;
  readonly #client: HttpClient;
  readonly #endpoint: string;
  readonly #options: ObjectStoreOptions;
  #credentials: Promise<Reading<StoreCredentials>> | null = null;

  constructor(options: ObjectStoreOptions) {
    // The signature is made for each request: the route itself knows no credentials.
    const credentials = async () => ({ ok: true, value: { ca: null, authorization: null } }) as const;
    const route = directRoute({ url: options.endpoint, credentials });
    this.#endpoint = route.address;
    this.description = `object store at ${route.address}`;
    this.#client = new HttpClient(route, options.bounds ?? BOUNDS);
    this.#options = options;
  }

  async buckets(asked: readonly BucketAsk[]): Promise<readonly BucketState[]> {
    this.#credentials ??= this.#options.credentials();
    const credentials = await this.#credentials;
    if (!credentials.ok) return asked.map((ask) => unreadBucket(ask, credentials));
    const { region, now = () => new Date() } = this.#options;
    const signing = { endpoint: this.#endpoint, region, now, ...credentials.value };
    const session = this.#client.begin();
    return Promise.all(asked.map((ask) => readBucket(new Bucket(ask.name, session, signing), ask, now())));
  }

  requests(): number {
    return this.#client.requests();
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
