import { z } from "zod";
import { type JsonObject, type KubernetesObject, UNREADABLE_REASONS } from "../../vocabulary/index.ts";

/** `recording.json`. */
export const RECORDING_INFO = z.strictObject({
  schemaVersion: z.literal(1),
  /** RFC 3339. */
  recordedAt: z.iso.datetime({ offset: true }),
  environment: z.string(),
  /** The commit that the environment was checked at; null outside git. */
  revision: z.string().nullable(),
  /** The version of Holdfast that recorded. */
  holdfast: z.string(),
  /** The API server's version, null when it is not known. */
  cluster: z.string().nullable(),
});
export type RecordingInfo = z.infer<typeof RECORDING_INFO>;

const FAILURE = z.strictObject({ reason: z.enum(UNREADABLE_REASONS), what: z.string(), why: z.string() });

const SERVED_KIND = z.strictObject({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  plural: z.string(),
  namespaced: z.boolean(),
  /** Separated by blanks, so that a kind takes few lines. */
  verbs: z.string(),
});

/** `discovery.json`. */
export const DISCOVERY_FILE = z.union([
  z.strictObject({ kinds: z.array(SERVED_KIND), failures: z.record(z.string(), z.string()) }),
  z.strictObject({ failure: FAILURE }),
]);
export type DiscoveryFile = z.infer<typeof DISCOVERY_FILE>;

const TARGET = z.strictObject({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  labelSelector: z.string().nullable(),
  fieldSelector: z.string().nullable(),
});

const OBJECT = z.custom<KubernetesObject>((value) => HEADER.safeParse(value).success);
const HEADER = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** A file below `objects/`. */
export const LIST_FILE = z.union([
  z.strictObject({ target: TARGET, objects: z.array(OBJECT) }),
  z.strictObject({ target: TARGET, failure: FAILURE }),
]);
export type ListFile = z.infer<typeof LIST_FILE>;

const SCHEMA = z.custom<JsonObject>((value) => z.looseObject({}).safeParse(value).success);

/** A file below `schemas/`. */
export const SCHEMAS_FILE = z.union([
  z.strictObject({ group: z.string(), version: z.string(), schemas: z.record(z.string(), SCHEMA) }),
  z.strictObject({ group: z.string(), version: z.string(), failure: FAILURE }),
]);
export type SchemasFile = z.infer<typeof SCHEMAS_FILE>;
