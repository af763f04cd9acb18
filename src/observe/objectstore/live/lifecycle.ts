import { type Reading, read } from "../../../vocabulary/index.ts";
import { gcsOtherRule, gcsRules } from "../gcs-rule.ts";
import type { LifecycleRule } from "../port.ts";
import type { Bucket } from "./store.ts";
import type { Xml } from "./xml.ts";

/** The bucket's lifecycle rules; none where it has no lifecycle. */
export async function readLifecycle(bucket: Bucket): Promise<Reading<readonly LifecycleRule[]>> {
  const reading = await bucket.find({
    query: { lifecycle: null },
    what: `lifecycle of ${bucket.name}`,
    roots: ["LifecycleConfiguration", "GetBucketLifecycleConfigurationOutput"],
    absent: ["NoSuchLifecycleConfiguration"],
  });
  if (!reading.ok) return reading;
  return read(reading.value === null ? [] : lifecycleRules(reading.value));
}

/**
 * Rules in either dialect. Amazon's: https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html;
 * Google's, an action under conditions: https://cloud.google.com/storage/docs/xml-api/get-bucket-lifecycle.
 */
export function lifecycleRules(configuration: Xml): LifecycleRule[] {
  return configuration
    .all("Rule")
    .flatMap((rule, index) => (rule.first("Action") === null ? [s3Rule(rule, index + 1)] : gcsRule(rule, index + 1)));
}

function s3Rule(rule: Xml, position: number): LifecycleRule {
  const filter = rule.first("Filter");
  const prefix = filter?.first("And")?.text("Prefix") ?? filter?.text("Prefix") ?? rule.text("Prefix") ?? "";
  const enabled = rule.text("Status") === "Enabled";
  return { id: rule.text("ID") ?? `rule ${position}`, enabled, prefix, expireDays: s3Days(rule.first("Expiration")) };
}

/** A date deletes whatever is older then, however young: 0. A delete marker that expires deletes no object. */
function s3Days(expiration: Xml | null): number | null {
  const days = expiration?.text("Days") ?? null;
  if (days !== null) return Number(days);
  return expiration?.first("Date") == null ? null : 0;
}

/** Conditions that only noncurrent versions meet. */
const NONCURRENT = ["NumberOfNewerVersions", "DaysSinceNoncurrentTime", "NoncurrentTimeBefore"];

function gcsRule(rule: Xml, position: number): LifecycleRule[] {
  const condition = rule.first("Condition");
  if (condition === null || rule.first("Action")?.first("Delete") == null) return [gcsOtherRule(position)];
  const age = condition.text("Age") ?? condition.text("DaysSinceCustomTime");
  const noncurrentOnly =
    condition.text("IsLive")?.toLowerCase() === "false" || NONCURRENT.some((name) => condition.first(name) !== null);
  const prefixes = condition.all("MatchesPrefix").map((prefix) => prefix.own);
  return gcsRules({ position, age: age === null ? null : Number(age), noncurrentOnly, prefixes });
}
