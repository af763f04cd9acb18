import type { Reading } from "../../../vocabulary/index.ts";
import type { HealthReader } from "../../health/port.ts";
import type { BucketAsk, BucketState, ObjectStoreReader } from "../../objectstore/port.ts";
import type { Opening } from "./opening.ts";

/** An object store's reader that is opened when it is first read. */
export class LateObjectStore implements ObjectStoreReader {
  readonly description: string;
  readonly #opening: Opening<ObjectStoreReader>;

  constructor(description: string, opening: Opening<ObjectStoreReader>) {
    this.description = description;
    this.#opening = opening;
  }

  async buckets(asked: readonly BucketAsk[]): Promise<readonly BucketState[]> {
    const reader = await this.#opening.reader();
    return reader.ok ? reader.value.buckets(asked) : asked.map((ask) => unreadBucket(ask, reader));
  }

  requests(): number {
    return this.#opening.opened?.requests() ?? 0;
  }

  close(): Promise<void> {
    return this.#opening.close();
  }
}

function unreadBucket({ name, prefixes }: BucketAsk, failed: Reading<never>): BucketState {
  const newest = prefixes.map((prefix) => ({ prefix, object: failed }));
  return { name, exists: failed, lifecycle: failed, versioning: failed, publicAccess: failed, newest };
}

/** A health reader that is opened when it is first read. */
export class LateHealth implements HealthReader {
  readonly description: string;
  readonly #opening: Opening<HealthReader>;

  constructor(description: string, opening: Opening<HealthReader>) {
    this.description = description;
    this.#opening = opening;
  }

  async health(): ReturnType<HealthReader["health"]> {
    const reader = await this.#opening.reader();
    return reader.ok ? reader.value.health() : reader;
  }

  requests(): number {
    return this.#opening.opened?.requests() ?? 0;
  }

  close(): Promise<void> {
    return this.#opening.close();
  }
}
