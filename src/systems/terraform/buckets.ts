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

interface Lifecycle {
  readonly resource: BucketResource;
  /** Terraform's address of the bucket. */
  readonly address: string;
  readonly application: string;
}

function judgeLifecycle(
  { address, lifecycle }: TerraformBucket,
  live: BucketState,
  application: string,
): readonly SystemDifference[] {
  if (!live.exists.ok || !live.exists.value || !live.lifecycle.ok) return [];
  const about: Lifecycle = { resource: { type: "bucket", name: live.name }, address, application };
  const extra = without(live.lifecycle.value, lifecycle);
  const gone = without(lifecycle, live.lifecycle.value);
  const counterpart = ({ rule }: Item): Item | undefined => gone.find((other) => other.rule.prefix === rule.prefix);
  const replaced = extra.map(counterpart);
  return [
    ...extra.map((item) => otherRule(item, counterpart(item), about)),
    ...gone.filter((item) => !replaced.includes(item)).map((item) => goneRule(item, about)),
  ];
}

/** A rule that Terraform did not set, or one of the same prefix that now deletes at another age. */
function otherRule({ rule, item }: Item, wanted: Item | undefined, about: Lifecycle): SystemDifference {
  const { resource, address, application } = about;
  const path = ["lifecycle", item];
  const than = wanted === undefined ? "does not have" : `has as one that ${whatOf(wanted.rule)}`;
  return found(application, {
    kind: wanted === undefined ? "added" : "changed",
    layer: "service",
    resource,
    path,
    ...(wanted !== undefined && { desired: sidesOf(wanted.rule) }),
    live: sidesOf(rule),
    statement: `Bucket ${resource.name} has a lifecycle rule that ${whatOf(rule)}, which Terraform's ${address} ${than}`,
    cause: { resource, path },
  });
}

function goneRule({ rule, item }: Item, { resource, address, application }: Lifecycle): SystemDifference {
  return found(application, {
    kind: "removed",
    layer: "service",
    resource,
    path: ["lifecycle", item],
    desired: sidesOf(rule),
    statement: `Bucket ${resource.name} lacks the lifecycle rule of Terraform's ${address} that ${whatOf(rule)}`,
  });
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
