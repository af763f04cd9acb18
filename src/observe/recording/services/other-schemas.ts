import { type ZodType, z } from "zod";
import type { BucketState, LifecycleRule } from "../../objectstore/port.ts";
import type { KnownSchema, RegistryState, SubjectState } from "../../registry/port.ts";
import type { TerraformState } from "../../terraform/port.ts";
import { readingOf } from "./reading-schema.ts";

const id = z.int();

const subject: ZodType<SubjectState> = z.strictObject({
  name: z.string(),
  deleted: z.boolean(),
  compatibility: readingOf(z.string().nullable()),
  mode: readingOf(z.string().nullable()),
  versions: readingOf(
    z.array(
      z.strictObject({
        version: id,
        id,
        schemaType: z.string(),
        schema: z.string(),
        references: z.array(z.strictObject({ name: z.string(), subject: z.string(), version: id })),
      }),
    ),
  ),
});

/** `state.json` of a schema registry. */
export const REGISTRY_STATE: ZodType<RegistryState> = z.strictObject({
  compatibility: readingOf(z.string()),
  mode: readingOf(z.string().nullable()),
  subjects: readingOf(z.array(subject)),
});

const known: ZodType<KnownSchema> = z.strictObject({
  id,
  subjects: z.array(z.strictObject({ subject: z.string(), version: id })),
});

/** `schemas.json` of a schema registry. */
export const SCHEMAS_BY_ID = z.array(z.strictObject({ id, reading: readingOf(known.nullable()) }));

const lifecycle: ZodType<LifecycleRule> = z.strictObject({
  id: z.string(),
  enabled: z.boolean(),
  prefix: z.string(),
  expireDays: z.number().nullable(),
});

/** `buckets.json` of an object store. */
export const BUCKETS: ZodType<BucketState[]> = z.array(
  z.strictObject({
    name: z.string(),
    exists: readingOf(z.boolean()),
    lifecycle: readingOf(z.array(lifecycle)),
    versioning: readingOf(z.enum(["enabled", "suspended", "off"])),
    publicAccess: readingOf(z.string().nullable()),
    newest: z.array(
      z.strictObject({
        prefix: z.string(),
        object: readingOf(z.strictObject({ key: z.string(), lastModified: z.string() }).nullable()),
      }),
    ),
  }),
);

const address = z.string();

/** `state.json` of Terraform. */
export const TERRAFORM_STATE: ZodType<TerraformState> = z.strictObject({
  buckets: z.array(z.strictObject({ name: z.string(), address, lifecycle: z.array(lifecycle) })),
  serviceAccounts: z.array(z.strictObject({ email: z.string(), address })),
  workloadIdentityBindings: z.array(z.strictObject({ serviceAccount: z.string(), member: z.string(), address })),
});

/** `health.json`. */
export const HEALTH = z.strictObject({ status: id });
