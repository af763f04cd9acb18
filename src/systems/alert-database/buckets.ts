import type { BucketState, LifecycleRule } from "../../observe/objectstore/port.ts";
import type { BucketResource } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { found, unique } from "../found.ts";
import type { SystemDifference } from "../system.ts";
import { SCHEMAS, type Store, storesIn } from "./stores.ts";

/**
 * The buckets are there, closed to the public, and never delete schemas. A rule that deletes old alerts is silent: some
 * environments want it, and nothing in git says which; one that Terraform did not set is Terraform's finding.
 */
export function judgeBuckets({ declared, buckets }: Evidence): readonly SystemDifference[] {
  if (buckets === null) return [];
  const stores = storesIn(declared);
  return [
    ...unique(stores, ({ bucket }) => bucket).flatMap((store) => judgeBucket(store, stateOf(store, buckets))),
    ...stores
      .filter(({ keeps }) => keeps === "schemas")
      .flatMap((store) => judgeSchemas(store, stateOf(store, buckets))),
  ];
}

export function bucketOf({ bucket }: Pick<Store, "bucket">): BucketResource {
  return { type: "bucket", name: bucket };
}

export function stateOf({ bucket }: Store, buckets: readonly BucketState[]): BucketState | undefined {
  return buckets.find(({ name }) => name === bucket);
}

function judgeBucket(store: Store, state: BucketState | undefined): readonly SystemDifference[] {
  const { application, object } = store.program;
  const resource = bucketOf(store);
  if (state === undefined || !state.exists.ok) return [];
  if (!state.exists.value) {
    const statement = `Bucket ${store.bucket} does not exist, where Deployment ${object.metadata.name} keeps ${store.keeps}`;
    return [found(application, { kind: "missing", layer: "service", resource, statement })];
  }
  const access = state.publicAccess;
  if (!access.ok || access.value === null) return [];
  return [
    found(application, {
      kind: "changed",
      layer: "service",
      resource,
      path: ["publicAccess"],
      desired: null,
      live: access.value,
      reason: "public-access",
      statement: `Anybody may use bucket ${store.bucket} by its ${access.value}`,
    }),
  ];
}

function judgeSchemas(store: Store, state: BucketState | undefined): readonly SystemDifference[] {
  if (state === undefined || !state.exists.ok || !state.exists.value || !state.lifecycle.ok) return [];
  return state.lifecycle.value.flatMap((rule, index) => {
    if (!deletesSchemas(rule)) return [];
    return [
      found(store.program.application, {
        kind: "changed",
        layer: "service",
        resource: bucketOf(store),
        path: ["lifecycle", { index, key: { id: rule.id } }],
        live: { prefix: rule.prefix, expireDays: rule.expireDays },
        reason: "deletes-data",
        statement: `A lifecycle rule of bucket ${store.bucket} deletes schemas after ${rule.expireDays} days, and no alert can be read without its schema`,
      }),
    ];
  });
}

function deletesSchemas({ enabled, expireDays, prefix }: LifecycleRule): boolean {
  return enabled && expireDays !== null && (SCHEMAS.startsWith(prefix) || prefix.startsWith(SCHEMAS));
}
