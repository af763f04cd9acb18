import { type Reading, read, type UnreadableReason } from "../../../vocabulary/index.ts";
import type { BucketAsk, BucketState } from "../port.ts";
import { readLifecycle } from "./lifecycle.ts";
import { newestObject } from "./newest.ts";
import { readPublicAccess } from "./public-access.ts";
import type { Bucket } from "./store.ts";
import type { Xml } from "./xml.ts";

type Versioning = BucketState["versioning"];

/** All that is asked of one bucket. */
export async function readBucket(bucket: Bucket, ask: BucketAsk, now: Date): Promise<BucketState> {
  const versioning = await readVersioning(bucket);
  const exists = await readExistence(bucket, versioning);
  if (!exists.ok) return unreadBucket(ask, exists);
  if (!exists.value) return absentBucket(ask);
  const [lifecycle, publicAccess, newest] = await Promise.all([
    readLifecycle(bucket),
    readPublicAccess(bucket),
    Promise.all(ask.prefixes.map(async (prefix) => ({ prefix, object: await newestObject(bucket, prefix, now) }))),
  ]);
  return { name: ask.name, exists, lifecycle, versioning: versioningOf(versioning), publicAccess, newest };
}

/** The same failure for every part. */
export function unreadBucket({ name, prefixes }: BucketAsk, failed: Reading<never>): BucketState {
  const newest = prefixes.map((prefix) => ({ prefix, object: failed }));
  return { name, exists: failed, lifecycle: failed, versioning: failed, publicAccess: failed, newest };
}

function absentBucket({ name, prefixes }: BucketAsk): BucketState {
  const newest = prefixes.map((prefix) => ({ prefix, object: read(null) }));
  return { name, exists: read(false), lifecycle: read([]), versioning: read("off"), publicAccess: read(null), newest };
}

function readVersioning(bucket: Bucket): Promise<Reading<Xml | null>> {
  return bucket.find({
    query: { versioning: null },
    what: `versioning of ${bucket.name}`,
    roots: ["VersioningConfiguration", "GetBucketVersioningResponse"],
    absent: ["NoSuchBucket"],
  });
}

/** After these a list may still tell whether the bucket is there. */
const OF_VERSIONING: ReadonlySet<UnreadableReason> = new Set(["no-permission", "unsupported"]);

/** A bucket that says how it keeps versions exists; where one may not ask that, its list tells. */
async function readExistence(bucket: Bucket, versioning: Reading<Xml | null>): Promise<Reading<boolean>> {
  if (versioning.ok) return read(versioning.value !== null);
  const what = `bucket ${bucket.name}`;
  if (!OF_VERSIONING.has(versioning.failure.reason)) return { ok: false, failure: { ...versioning.failure, what } };
  const query = { "list-type": "2", "max-keys": "1" };
  const list = await bucket.find({ query, what, roots: ["ListBucketResult"], absent: ["NoSuchBucket"] });
  return list.ok ? read(list.value !== null) : list;
}

function versioningOf(reading: Reading<Xml | null>): Versioning {
  if (!reading.ok) return reading;
  const status = reading.value?.text("Status") ?? null;
  if (status === null) return read("off");
  return read(status === "Enabled" ? "enabled" : "suspended");
}
