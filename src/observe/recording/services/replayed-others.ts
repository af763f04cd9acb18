import type { Reading } from "../../../vocabulary/index.ts";
import type { HealthReader } from "../../health/port.ts";
import type { BucketAsk, BucketState, ObjectStoreReader } from "../../objectstore/port.ts";
import type { KnownSchema, RegistryReader, RegistryState } from "../../registry/port.ts";
import type { TerraformReader, TerraformState } from "../../terraform/port.ts";
import { BUCKETS_FILE, HEALTH_FILE, registryFiles, TERRAFORM_FILE } from "./layout.ts";
import { BUCKETS, HEALTH, REGISTRY_STATE, SCHEMAS_BY_ID, TERRAFORM_STATE } from "./other-schemas.ts";
import { type Files, Replayed } from "./replayed.ts";

export class ReplayedRegistry extends Replayed implements RegistryReader {
  readonly #title: string;
  readonly #paths: ReturnType<typeof registryFiles>;

  constructor(files: Files, of: { readonly name: string; readonly namespace: string }) {
    super(files, `schema registry ${of.name}`);
    this.#title = `schema registry ${of.name}`;
    this.#paths = registryFiles(of);
  }

  state(): Promise<Reading<RegistryState>> {
    return this.files.reading(this.#paths.state, REGISTRY_STATE, this.#title);
  }

  async schemas(
    ids: readonly number[],
  ): Promise<readonly { readonly id: number; readonly reading: Reading<KnownSchema | null> }[]> {
    const recorded = new Map(
      (await this.files.read(this.#paths.schemas, SCHEMAS_BY_ID))?.map((known) => [known.id, known]),
    );
    return ids.map((id) => recorded.get(id) ?? { id, reading: this.files.missing(`schema ${id}`) });
  }
}

export class ReplayedObjectStore extends Replayed implements ObjectStoreReader {
  constructor(files: Files) {
    super(files, "object store");
  }

  async buckets(asked: readonly BucketAsk[]): Promise<readonly BucketState[]> {
    const recorded = new Map((await this.files.read(BUCKETS_FILE, BUCKETS))?.map((bucket) => [bucket.name, bucket]));
    return asked.map((ask) => this.#bucket(ask, recorded.get(ask.name)));
  }

  #bucket({ name, prefixes }: BucketAsk, recorded: BucketState | undefined): BucketState {
    const missing = this.files.missing(`bucket ${name}`);
    if (recorded === undefined) {
      const newest = prefixes.map((prefix) => ({ prefix, object: missing }));
      return { name, exists: missing, lifecycle: missing, versioning: missing, publicAccess: missing, newest };
    }
    const newest = new Map(recorded.newest.map((entry) => [entry.prefix, entry]));
    return { ...recorded, newest: prefixes.map((prefix) => newest.get(prefix) ?? { prefix, object: missing }) };
  }
}

export class ReplayedTerraform extends Replayed implements TerraformReader {
  constructor(files: Files) {
    super(files, "Terraform state");
  }

  state(): Promise<Reading<TerraformState>> {
    return this.files.reading(TERRAFORM_FILE, TERRAFORM_STATE, "Terraform state");
  }
}

export class ReplayedHealth extends Replayed implements HealthReader {
  constructor(files: Files) {
    super(files, "alert database");
  }

  health(): Promise<Reading<{ readonly status: number }>> {
    return this.files.reading(HEALTH_FILE, HEALTH, "health of the alert database");
  }
}
