import type { Reading } from "../../vocabulary/index.ts";

/** The port to an object store that speaks S3, live or recorded. It only reads. */
export interface ObjectStoreReader {
  /** Where the reader looks, for messages: `object store at https://storage.googleapis.com`. */
  readonly description: string;
  buckets(asked: readonly BucketAsk[]): Promise<readonly BucketState[]>;
  requests(): number;
  close(): Promise<void>;
}

export interface BucketAsk {
  readonly name: string;
  /** Prefixes under which the newest object is looked for: of very many objects, one of the last hour serves. */
  readonly prefixes: readonly string[];
}

/** What is known of one bucket. Plain data: it is recorded as it stands. */
export interface BucketState {
  readonly name: string;
  readonly exists: Reading<boolean>;
  /** The parts below are read only where the bucket exists. */
  readonly lifecycle: Reading<readonly LifecycleRule[]>;
  readonly versioning: Reading<"enabled" | "suspended" | "off">;
  /** How anybody may read or write it: `policy`, `acl`; null where nobody may. */
  readonly publicAccess: Reading<string | null>;
  readonly newest: readonly { readonly prefix: string; readonly object: Reading<StoredObject | null> }[];
}

export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  /** Empty for all objects. */
  readonly prefix: string;
  /** Days after which objects are deleted, 0 where age does not matter (by date); null where the rule deletes none but noncurrent ones. */
  readonly expireDays: number | null;
}

export interface StoredObject {
  readonly key: string;
  /** RFC 3339. */
  readonly lastModified: string;
}
