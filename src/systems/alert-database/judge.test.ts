import { describe, expect, it } from "vitest";
import { read, unread } from "../../vocabulary/index.ts";
import { bucket, ends, group, newest, PURGE } from "../testing/alert-services.ts";
import { all, type Change, edit, evidenceAfter, forget } from "../testing/alert-system.ts";
import { inShort } from "../testing/evidence.ts";
import { alertDatabase } from "./index.ts";

type Row = readonly [what: string, change: Change, found: readonly string[]];

const grouped =
  (...groups: ReturnType<typeof group>[]): Change =>
  ({ kafka }) => ({ kafka: { ...kafka, groups } });
const gone: Change = ({ kafka }) => ({
  kafka: { ...kafka, groups: [{ name: "alertdb-ingester", reading: read(null) }] },
});
const sent =
  (age: number | null): Change =>
  ({ kafka }) => ({
    kafka: { ...kafka, lastMessages: [{ name: "replayed", reading: ends(age === null ? null : [age, 1000]) }] },
  });
const store =
  (...buckets: ReturnType<typeof bucket>[]): Change =>
  () => ({ buckets });
const noPods: Change = edit("Deployment ingester", ["status", "readyReplicas"], undefined);
const always: Change = edit("ScaledObject ingester", ["spec", "minReplicaCount"], 1);
const conditions = (...list: { type: string; status: string }[]): Change =>
  edit("ScaledObject ingester", ["status", "conditions"], list);
const SINCE_LONG = "2026-11-24T11:00:00Z";
const JUST_NOW = "2026-11-24T11:58:00Z";
const unavailable = (name: string, since: string): Change =>
  edit(
    `Deployment ${name}`,
    ["status", "conditions"],
    [{ type: "Available", status: "False", lastTransitionTime: since }],
  );

const NO_MEMBERS = "changed service consumer group alertdb-ingester /members (no-members) because Deployment ingester";

const ROWS: readonly Row[] = [
  ["all is well", () => ({}), []],
  [
    "a server without Pods",
    unavailable("server", JUST_NOW),
    ["changed operator Deployment server /status/conditions (not-ready)"],
  ],
  [
    "an ingester without Pods for long",
    unavailable("ingester", SINCE_LONG),
    ["changed operator Deployment ingester /status/conditions (not-ready)"],
  ],
  ["an ingester that KEDA is scaling", unavailable("ingester", JUST_NOW), []],
  [
    "an ingester that KEDA scaled to nothing",
    all(unavailable("ingester", SINCE_LONG), edit("Deployment ingester", ["spec", "replicas"], 0)),
    [],
  ],
  ["more Pods than git could say", edit("Deployment ingester", ["spec", "replicas"], 4), []],
  [
    "a database that is not well",
    () => ({ alertDatabaseHealth: 503 }),
    ["changed service Deployment server /health (unhealthy) because Deployment server"],
  ],
  ["a health that was not read", () => ({ alertDatabaseHealth: null }), []],

  ["a group that is gone", gone, ["missing service consumer group alertdb-ingester because Deployment ingester"]],
  ["a group that is gone, with nothing to read", all(gone, sent(null)), []],
  ["no members and no lag", grouped(group(0, 0)), []],
  ["no members and old lag", all(grouped(group(0, 5)), sent(400)), [NO_MEMBERS]],
  ["no members and lag of a moment, as KEDA wakes", all(grouped(group(0, 5)), sent(20), noPods), []],
  ["no members and lag of a moment, though a Pod is ready", all(grouped(group(0, 5)), sent(20)), [NO_MEMBERS]],
  ["no members and old lag, and no Pod yet", all(grouped(group(0, 5)), sent(400), noPods), [NO_MEMBERS]],
  ["no members and much lag", all(grouped(group(0, 5000)), sent(20), noPods), [NO_MEMBERS]],
  [
    "no members and lag of a moment, where Pods should always run",
    all(grouped(group(0, 5)), sent(20), noPods, always),
    [NO_MEMBERS],
  ],
  ["members and some lag", grouped(group(2, 900)), []],
  [
    "members and very much lag",
    grouped(group(2, 5000)),
    ["risk service consumer group alertdb-ingester /lag because Deployment ingester"],
  ],
  [
    "a group that could not be read",
    ({ kafka }) => {
      const reading = unread<null>("no-permission", "group", "forbidden");
      return { kafka: { ...kafka, groups: [{ name: "alertdb-ingester", reading }] } };
    },
    [],
  ],

  [
    "a scaler that is not ready",
    conditions({ type: "Ready", status: "False" }),
    ["changed operator ScaledObject ingester /status/conditions (not-ready)"],
  ],
  [
    "a scaler that cannot read the lag",
    conditions({ type: "Ready", status: "True" }, { type: "Fallback", status: "True" }),
    ["changed operator ScaledObject ingester /status/conditions (warning)"],
  ],
  ["a scaler that KEDA never looked at", edit("ScaledObject ingester", ["status"], undefined), []],
  [
    "a paused scaler",
    edit("ScaledObject ingester", ["metadata", "annotations"], { "autoscaling.keda.sh/paused": "true" }),
    [
      "changed operator ScaledObject ingester /metadata/annotations/autoscaling.keda.sh~1paused (paused) because ScaledObject ingester /metadata/annotations/autoscaling.keda.sh~1paused",
    ],
  ],
  [
    "a pause that was lifted",
    edit("ScaledObject ingester", ["metadata", "annotations"], { "autoscaling.keda.sh/paused": "false" }),
    [],
  ],
  [
    "a scaler that watches another group",
    edit("ScaledObject ingester", ["spec", "triggers", "0", "metadata", "consumerGroup"], "other"),
    [
      "coupling service ScaledObject ingester /spec/triggers/0/metadata/consumerGroup because ScaledObject ingester /spec/triggers/0/metadata/consumerGroup",
    ],
  ],
  [
    "a user that may use every group",
    all(
      edit("ScaledObject ingester", ["spec", "triggers", "0", "metadata", "consumerGroup"], "other"),
      edit("KafkaUser alert-database-ingester", ["spec", "authorization", "acls", "0", "resource", "name"], "*"),
    ),
    [],
  ],

  [
    "a bucket that is missing",
    store(bucket("alerts"), bucket("schemas", { exists: read(false) })),
    ["missing service bucket schemas"],
  ],
  [
    "a bucket that could not be read",
    store(bucket("schemas", { exists: unread("no-permission", "bucket", "forbidden") })),
    [],
  ],
  ["no object store", () => ({ buckets: null }), []],
  [
    "a public bucket",
    store(bucket("alerts", { publicAccess: read("policy") })),
    ["changed service bucket alerts /publicAccess (public-access)"],
  ],
  [
    "a rule that deletes schemas",
    store(bucket("schemas", { lifecycle: read([{ ...PURGE, prefix: "" }]) })),
    ["changed service bucket schemas /lifecycle/[id=rule 1] (deletes-data)"],
  ],
  [
    "a rule that deletes some schemas",
    store(bucket("schemas", { lifecycle: read([{ ...PURGE, prefix: "v2/schemas/10" }]) })),
    ["changed service bucket schemas /lifecycle/[id=rule 1] (deletes-data)"],
  ],
  ["a rule for alerts", store(bucket("schemas", { lifecycle: read([PURGE]) })), []],
  [
    "a rule that is switched off",
    store(bucket("schemas", { lifecycle: read([{ ...PURGE, prefix: "", enabled: false }]) })),
    [],
  ],
  [
    "a rule that deletes no object",
    store(bucket("schemas", { lifecycle: read([{ ...PURGE, prefix: "", expireDays: null }]) })),
    [],
  ],

  [
    "an archive that stands still",
    all(
      store(bucket("alerts", { newest: newest(7200) })),
      edit("Deployment ingester", ["metadata", "creationTimestamp"], "2026-01-01T00:00:00Z"),
    ),
    ["changed service bucket alerts /newest (stale) because consumer group alertdb-ingester"],
  ],
  [
    "an archive that stands still with the stream",
    all(store(bucket("alerts", { newest: newest(7200) })), sent(7100)),
    [],
  ],
  [
    "an archive that is younger than the stream",
    all(store(bucket("alerts", { newest: newest(null) })), sent(3700)),
    [],
  ],
  [
    "an archive of too many objects",
    store(bucket("alerts", { newest: [{ prefix: "v2/alerts/", object: unread("truncated", "newest", "many") }] })),
    [],
  ],
  ["no alert database", all(forget("Deployment", "ingester"), forget("Deployment", "server"), gone, store()), []],
];

describe("systems/alert-database", () => {
  it.each(ROWS)("%s", (_, change, found) => {
    const judged = alertDatabase.judge?.(evidenceAfter(change));
    expect(inShort(judged ?? { differences: [], failures: [], notes: [] })).toEqual(found);
  });

  it("asks for the group, the topics and the buckets", () => {
    const { declared } = evidenceAfter(() => ({}));
    expect(alertDatabase.asks?.(declared)).toEqual({
      groups: [{ cluster: "alert-broker", name: "alertdb-ingester" }],
      lastMessages: [{ cluster: "alert-broker", name: "replayed" }],
      buckets: [
        { name: "alerts", prefixes: ["v2/alerts/"] },
        { name: "schemas", prefixes: [] },
      ],
    });
  });

  it("takes the group from the user where no autoscaler names one", () => {
    const named =
      (name: string): Change =>
      ({ declared }) => ({
        declared: declared
          .filter(({ kind }) => kind !== "ScaledObject")
          .map(
            (object) =>
              JSON.parse(
                JSON.stringify(object).replaceAll('"alertdb-ingester","pattern', `"${name}","pattern`),
              ) as typeof object,
          ),
      });
    expect(alertDatabase.asks?.(evidenceAfter(named("mine")).declared).groups).toEqual([
      { cluster: "alert-broker", name: "mine" },
    ]);
    expect(alertDatabase.asks?.(evidenceAfter(named("*")).declared).groups).toEqual([
      { cluster: "alert-broker", name: "alertdb-ingester" },
    ]);
  });
});
