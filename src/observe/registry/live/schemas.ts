import { type ZodType, z } from "zod";
import type { SchemaVersion } from "../port.ts";

/** Confluent leaves out the type of an Avro schema and an empty list of references. */
const version = {
  version: z.int(),
  id: z.int(),
  schemaType: z.string().nullish(),
  schema: z.string(),
  references: z.array(z.object({ name: z.string(), subject: z.string(), version: z.int() })).nullish(),
};

export const VERSION = z.object(version);
export const VERSION_OF_SUBJECT = z.object({ ...version, subject: z.string() });
export const LEVEL = z.object({ compatibilityLevel: z.string() });
export const MODE = z.object({ mode: z.string() });
/** An empty registry of AxonOps answers `null`. */
export const NAMES: ZodType<readonly string[]> = z
  .array(z.string())
  .nullable()
  .transform((names) => names ?? []);
export const NUMBERS = z.array(z.int());
export const USES = z.array(z.object({ subject: z.string(), version: z.int() }));

export function toVersion({ version, id, schemaType, schema, references }: z.infer<typeof VERSION>): SchemaVersion {
  return { version, id, schemaType: schemaType ?? "AVRO", schema, references: references ?? [] };
}
