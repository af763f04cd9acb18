import type { Reading } from "../../../vocabulary/index.ts";
import type { HealthReader } from "../../health/port.ts";
import type { BucketAsk, BucketState, ObjectStoreReader } from "../../objectstore/port.ts";
import type { TerraformReader, TerraformState } from "../../terraform/port.ts";
import { BUCKETS_FILE, HEALTH_FILE, TERRAFORM_FILE } from "./layout.ts";
import type { Remembering } from "./remembering.ts";

export class RecordingObjectStore implements ObjectStoreReader, Remembering {
  readonly description: string;
  readonly #reader: ObjectStoreReader;
  readonly #buckets = new Map<string, BucketState>();

  constructor(reader: ObjectStoreReader) {
    this.#reader = reader;
    this.description = reader.description;
  }

  async buckets(asked: readonly BucketAsk[]): Promise<readonly BucketState[]> {
    const buckets = await this.#reader.buckets(asked);
    for (const bucket of buckets) this.#buckets.set(bucket.name, bucket);
    return buckets;
  }

  requests(): number {
    return this.#reader.requests();
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  remembered(): readonly (readonly [string, unknown])[] {
    return this.#buckets.size === 0 ? [] : [[BUCKETS_FILE, [...this.#buckets.values()]]];
  }
}

export class RecordingTerraform implements TerraformReader, Remembering {
  readonly description: string;
  readonly #reader: TerraformReader;
  #state: Reading<TerraformState> | null = null;

  constructor(reader: TerraformReader) {
    this.#reader = reader;
    this.description = reader.description;
  }

  async state(): Promise<Reading<TerraformState>> {
    this.#state = await this.#reader.state();
    return this.#state;
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  remembered(): readonly (readonly [string, unknown])[] {
    return this.#state === null ? [] : [[TERRAFORM_FILE, this.#state]];
  }
}

export class RecordingHealth implements HealthReader, Remembering {
  readonly description: string;
  readonly #reader: HealthReader;
  #health: Awaited<ReturnType<HealthReader["health"]>> | null = null;

  constructor(reader: HealthReader) {
    this.#reader = reader;
    this.description = reader.description;
  }

  async health(): ReturnType<HealthReader["health"]> {
    this.#health = await this.#reader.health();
    return this.#health;
  }

  requests(): number {
    return this.#reader.requests();
  }

  close(): Promise<void> {
    return this.#reader.close();
  }

  remembered(): readonly (readonly [string, unknown])[] {
    return this.#health === null ? [] : [[HEALTH_FILE, this.#health]];
  }
}
