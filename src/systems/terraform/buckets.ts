import type { BucketState, LifecycleRule } from "../../observe/objectstore/port.ts";
import type { TerraformBucket, TerraformState } from "../../observe/terraform/port.ts";
import type { BucketResource, PathSegment } from "../../vocabulary/index.ts";
import { type Store, storesIn } from "../alert-database/index.ts";
import type { Evidence } from "../evidence.ts";
import { found, unique } from "../found.ts";
import type { SystemDifference } from "../system.ts";

/** The buckets that programs are told are the state's, and their lifecycle is what Terraform set. */
export function judgeStateBuckets(state: TerraformState, evidence: Evidence): readonly SystemDifference[] {
  // A state that knows no bucket at all is not where buckets are made.
  if (state.buckets.length === 0) return [];
  return unique(storesIn(evidence.declared), ({ bucket }) => bucket).flatMap((store) => {
    const bucket = state.buckets.find(({ name }) => name === store.bucket);
    if (bucket === undefined) return [notInState(store)];
    const live = evidence.buckets?.find(({ name }) => name === store.bucket);
    return live === undefined ? [] : judgeLifecycle(bucket, live, store.program.application);
  });
}

function notInState({ bucket, program, keeps }: Store): SystemDifference {
  const resource: BucketResource = { type: "bucket", name: bucket };
  return found(program.application, {
    kind: "coupling",
    layer: "service",
    resource,
    path: ["terraform"],
    statement: `Deployment ${program.object.metadata.name} keeps ${keeps} in bucket ${bucket}, which Terraform's state does not have`,
    cause: { resource, path: null },
  });
}

function judgeLifecycle(
  { address, lifecycle }: TerraformBucket,
  live: BucketState,
  application: string,
): readonly SystemDifference[] {
  if (!live.exists.ok || !live.exists.value || !live.lifecycle.ok) return [];
  const resource: BucketResource = { type: "bucket", name: live.name };
  const about = { layer: "service", resource } as const;
  const extra = without(live.lifecycle.value, lifecycle).map(({ rule, item }) => {
    const path = ["lifecycle", item];
    const statement = `Bucket ${live.name} has a lifecycle rule that ${whatOf(rule)}, which Terraform's ${address} does not have`;
    return found(application, {
      ...about,
      kind: "added",
      path,
      live: sidesOf(rule),
      statement,
      cause: { resource, path },
    });
  });
  const gone = without(lifecycle, live.lifecycle.value).map(({ rule, item }) => {
    const statement = `Bucket ${live.name} lacks the lifecycle rule of Terraform's ${address} that ${whatOf(rule)}`;
    return found(application, {
      ...about,
      kind: "removed",
      path: ["lifecycle", item],
      desired: sidesOf(rule),
      statement,
    });
  });
  return [...extra, ...gone];
}

interface Item {
  readonly rule: LifecycleRule;
  readonly item: PathSegment;
}

/** The rules that delete something, without those that the other side has too. Names of rules do not count. */
function without(rules: readonly LifecycleRule[], others: readonly LifecycleRule[]): readonly Item[] {
  const known = others.filter(deletes).map(keyOf);
  return rules.flatMap((rule, index) =>
    deletes(rule) && !known.includes(keyOf(rule)) ? [{ rule, item: { index, key: { id: rule.id } } }] : [],
  );
}

function deletes({ enabled, expireDays }: LifecycleRule): boolean {
  return enabled && expireDays !== null;
}

function keyOf({ prefix, expireDays }: LifecycleRule): string {
  return `${prefix}\n${expireDays}`;
}

function whatOf({ prefix, expireDays }: LifecycleRule): string {
  return `deletes ${prefix === "" ? "objects" : `what begins with ${prefix}`} after ${expireDays} days`;
}

function sidesOf({ prefix, expireDays }: LifecycleRule) {
  return { prefix, expireDays };
}
