import type { Reading } from "../../vocabulary/index.ts";

/** The port to one schema registry that speaks Confluent's REST interface, live or recorded. It only reads. */
export interface RegistryReader {
  /** Where the reader looks, for messages: `schema registry at https://…`. */
  readonly description: string;
  state(): Promise<Reading<RegistryState>>;
  /** What the registry knows of these schema ids; null for an id that it does not know. */
  schemas(
    ids: readonly number[],
  ): Promise<readonly { readonly id: number; readonly reading: Reading<KnownSchema | null> }[]>;
  requests(): number;
  close(): Promise<void>;
}

/** What a registry holds. Plain data: it is recorded as it stands. */
export interface RegistryState {
  /** The level that holds where a subject has none of its own, upper case. */
  readonly compatibility: Reading<string>;
  /** `READWRITE`, `READONLY`, `IMPORT`… ; null where the server has no modes. */
  readonly mode: Reading<string | null>;
  readonly subjects: Reading<readonly SubjectState[]>;
}

export interface SubjectState {
  readonly name: string;
  /** Softly deleted: no version is left, but ids still resolve. */
  readonly deleted: boolean;
  /** Null where the subject inherits the registry's level, or where the server cannot tell an equal one from that. */
  readonly compatibility: Reading<string | null>;
  /** Null as above, or where the server has no modes. */
  readonly mode: Reading<string | null>;
  /** Versions that are not deleted, in order. */
  readonly versions: Reading<readonly SchemaVersion[]>;
}

export interface SchemaVersion {
  readonly version: number;
  readonly id: number;
  /** `AVRO`, `JSON` or `PROTOBUF`. */
  readonly schemaType: string;
  readonly schema: string;
  readonly references: readonly SchemaReference[];
}

export interface SchemaReference {
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

export interface KnownSchema {
  readonly id: number;
  /** Where it is registered; empty where the server cannot tell. */
  readonly subjects: readonly { readonly subject: string; readonly version: number }[];
}
