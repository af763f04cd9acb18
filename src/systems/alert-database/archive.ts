import { resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { found, liveOf } from "../found.ts";
import type { SystemDifference } from "../system.ts";
import { textOf } from "../workload/index.ts";
import { bucketOf, stateOf } from "./buckets.ts";
import type { Ingester } from "./parts.ts";
import { ALERTS, storesIn } from "./stores.ts";

/** An alert is archived within seconds; an hour leaves room for a pause of the ingester. */
const ALLOWED_MS = 60 * 60_000;

/** Alerts come, but the bucket gets none of them. Said only of alerts that came while the ingester was there. */
export function judgeArchive(ingester: Ingester, evidence: Evidence): readonly SystemDifference[] {
  const stores = storesIn(evidence.declared).filter(({ keeps }) => keeps === "alerts");
  const store = stores.find(({ program }) => program.object === ingester.object);
  const state = store === undefined ? undefined : stateOf(store, evidence.buckets ?? []);
  const newest = state?.newest.find(({ prefix }) => prefix === ALERTS)?.object;
  const sent = newestAlert(ingester, evidence);
  if (store === undefined || newest === undefined || !newest.ok || sent === null) return [];
  const archived = newest.value === null ? 0 : Date.parse(newest.value.lastModified);
  const deployment = liveOf(ingester.object, evidence.live);
  const made = Date.parse(textOf(deployment?.metadata["creationTimestamp"]) ?? "");
  const { now } = evidence;
  const begun = Math.max(archived, made);
  if (deployment === null || !(sent - begun > ALLOWED_MS) || now.getTime() - begun < ALLOWED_MS) return [];
  return [
    found(ingester.application, {
      kind: "changed",
      layer: "service",
      resource: bucketOf(store),
      path: ["newest"],
      ...(newest.value !== null && { live: newest.value.lastModified }),
      reason: "stale",
      statement: `Bucket ${store.bucket} got no alert for more than an hour, although alerts come in ${ingester.topics.join(", ")}`,
      cause: causeOf(ingester),
    }),
  ];
}

/** The group says more about why nothing is archived; its own cause is the Deployment. */
function causeOf({ cluster, group, object }: Ingester) {
  const resource = cluster === null ? resourceOf(object) : ({ type: "group", cluster, name: group } as const);
  return { resource, path: null };
}

/** Milliseconds since 1970; null where nothing was sent or it is not known. */
function newestAlert({ cluster, topics, object }: Ingester, { kafka }: Evidence): number | null {
  const { namespace } = object.metadata;
  const own = kafka.filter((one) => one.cluster === cluster && one.namespace === namespace);
  const ends = own.flatMap(({ lastMessages }) => lastMessages).filter(({ name }) => topics.includes(name));
  const times = ends
    .flatMap(({ reading }) => (reading.ok ? reading.value : []))
    .flatMap(({ last }) => (last.ok && last.value !== null ? [last.value.timestamp] : []));
  return times.length === 0 ? null : Math.max(...times);
}
