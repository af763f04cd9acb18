import type { LifecycleRule } from "./port.ts";

/** A lifecycle rule as Google Cloud Storage keeps it, where it deletes. */
export interface GcsDeletion {
  /** Its place among the bucket's rules, from 1: these rules have no name. */
  readonly position: number;
  /** Days since creation; null without that condition. */
  readonly age: number | null;
  /** True where a condition is met by noncurrent versions only. */
  readonly noncurrentOnly: boolean;
  /** Empty for all objects. */
  readonly prefixes: readonly string[];
}

/** As the port's rules: one for each prefix. */
export function gcsRules(deletion: GcsDeletion): LifecycleRule[] {
  const { position, age, noncurrentOnly, prefixes } = deletion;
  const expireDays = noncurrentOnly ? null : (age ?? 0);
  return (prefixes.length === 0 ? [""] : prefixes).map((prefix) => ({
    id: gcsRuleId(position),
    enabled: true,
    prefix,
    expireDays,
  }));
}

/** A rule that deletes nothing. */
export function gcsOtherRule(position: number): LifecycleRule {
  return { id: gcsRuleId(position), enabled: true, prefix: "", expireDays: null };
}

function gcsRuleId(position: number): string {
  return `rule ${position}`;
}
