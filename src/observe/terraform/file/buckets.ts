import { z } from "zod";
import { gcsOtherRule, gcsRules } from "../../objectstore/gcs-rule.ts";
import type { LifecycleRule } from "../../objectstore/port.ts";
import type { TerraformBucket } from "../port.ts";
import { fieldsOf } from "./fields.ts";
import type { StateResource } from "./resource.ts";

const GOOGLE = "google_storage_bucket";
const AMAZON = "aws_s3_bucket";
const AMAZON_LIFECYCLE = "aws_s3_bucket_lifecycle_configuration";

export const BUCKET_TYPES: ReadonlySet<string> = new Set([GOOGLE, AMAZON, AMAZON_LIFECYCLE]);

/** Buckets with the lifecycle that Terraform gave them, in the words of the object store's port. */
export function buckets(resources: readonly StateResource[]): TerraformBucket[] {
  const of = (wanted: string) => resources.filter(({ type }) => type === wanted);
  const separate = new Map(of(AMAZON_LIFECYCLE).map(separateLifecycle));
  return [...of(GOOGLE).map(googleBucket), ...of(AMAZON).map((resource) => amazonBucket(resource, separate))];
}

const number = z.number().nullish();
const text = z.string().nullish();

const condition = z.object({
  age: number,
  send_age_if_zero: z.boolean().nullish(),
  with_state: text,
  matches_prefix: z.array(z.string()).nullish(),
  num_newer_versions: number,
  days_since_noncurrent_time: number,
  noncurrent_time_before: text,
  days_since_custom_time: number,
});

const googleRule = z.object({ action: z.array(z.object({ type: z.string() })), condition: z.array(condition) });

const GOOGLE_FIELDS = z.object({ name: z.string(), lifecycle_rule: z.array(googleRule).nullish() });

function googleBucket(resource: StateResource): TerraformBucket {
  const { name, lifecycle_rule: rules } = fieldsOf(resource, GOOGLE_FIELDS);
  return { name, address: resource.address, lifecycle: (rules ?? []).flatMap(googleLifecycle) };
}

function googleLifecycle({ action, condition }: z.infer<typeof googleRule>, index: number): LifecycleRule[] {
  const position = index + 1;
  const [when] = condition;
  if (when === undefined || action[0]?.type !== "Delete") return [gcsOtherRule(position)];
  const noncurrentOnly =
    when.with_state === "ARCHIVED" ||
    isSet(when.num_newer_versions) ||
    isSet(when.days_since_noncurrent_time) ||
    (when.noncurrent_time_before ?? "") !== "";
  return gcsRules({ position, age: ageOf(when), noncurrentOnly, prefixes: when.matches_prefix ?? [] });
}

/** The provider writes 0 for a condition that is not there. */
function isSet(value: number | null | undefined): value is number {
  return (value ?? 0) > 0;
}

function ageOf(when: z.infer<typeof condition>): number | null {
  if (isSet(when.age) || when.send_age_if_zero === true) return when.age ?? 0;
  return isSet(when.days_since_custom_time) ? when.days_since_custom_time : null;
}

const expiration = z.array(z.object({ days: number, date: text })).nullish();

const AMAZON_FIELDS = z.object({
  bucket: z.string(),
  /** How the provider's versions before 4 declare it; later ones mirror the separate resource here. */
  lifecycle_rule: z.array(z.object({ id: text, enabled: z.boolean().nullish(), prefix: text, expiration })).nullish(),
});

function amazonBucket(resource: StateResource, separate: ReadonlyMap<string, LifecycleRule[]>): TerraformBucket {
  const { bucket, lifecycle_rule: rules } = fieldsOf(resource, AMAZON_FIELDS);
  const inline = (rules ?? []).map((rule, index) => ({
    id: rule.id ?? `rule ${index + 1}`,
    enabled: rule.enabled ?? true,
    prefix: rule.prefix ?? "",
    expireDays: amazonDays(rule.expiration),
  }));
  return { name: bucket, address: resource.address, lifecycle: separate.get(bucket) ?? inline };
}

const prefixed = z.object({ prefix: text });

const LIFECYCLE_FIELDS = z.object({
  bucket: z.string(),
  rule: z.array(
    z.object({
      id: text,
      status: z.string(),
      prefix: text,
      filter: z.array(prefixed.extend({ and: z.array(prefixed).nullish() })).nullish(),
      expiration,
    }),
  ),
});

function separateLifecycle(resource: StateResource): [string, LifecycleRule[]] {
  const { bucket, rule } = fieldsOf(resource, LIFECYCLE_FIELDS);
  const rules = rule.map(({ id, status, prefix, filter, expiration: expires }, index) => ({
    id: id ?? `rule ${index + 1}`,
    enabled: status === "Enabled",
    prefix: filter?.[0]?.and?.[0]?.prefix || filter?.[0]?.prefix || prefix || "",
    expireDays: amazonDays(expires),
  }));
  return [bucket, rules];
}

/** A date deletes whatever is older then: 0, as in the object store's own answer. */
function amazonDays(expires: z.infer<typeof expiration>): number | null {
  const first = expires?.[0];
  if (isSet(first?.days)) return first?.days ?? null;
  return (first?.date ?? "") === "" ? null : 0;
}
