import { health, store, terraform } from "../moves/services.ts";
import { type Row, SILENT } from "../row.ts";
import {
  ALERT_BUCKET,
  ALERT_OBJECT,
  READER,
  SCHEMA_BUCKET,
  SCHEMA_OBJECT,
  type State,
  WRITER,
} from "../world/index.ts";
import { bucket, expected, identity, kube } from "./expect.ts";

const DELETES = { reason: "deletes-data" } as const;
const RULE = "/lifecycle/[id=purge]";
const AGAINST_TERRAFORM = { ...DELETES, consequences: ["Terraform"] } as const;
const PUBLIC = { reason: "public-access" } as const;

const ANYBODY_READS = { Effect: "Allow", Principal: "*", Action: "s3:GetObject" };

/** Buckets: alerts are purged after a while, schemas never. */
export const BUCKETS: readonly Row[] = [
  {
    what: "the alert bucket is missing",
    moves: [store((hand) => hand.deleteBucket(ALERT_BUCKET, [ALERT_OBJECT]))],
    expect: [expected(["missing", "service", bucket(ALERT_BUCKET)])],
  },
  {
    what: "the schema bucket is missing",
    moves: [store((hand) => hand.deleteBucket(SCHEMA_BUCKET, [SCHEMA_OBJECT]))],
    expect: [expected(["missing", "service", bucket(SCHEMA_BUCKET)])],
  },
  {
    what: "a lifecycle is added to the schema bucket",
    moves: [store((hand) => hand.setLifecycle(SCHEMA_BUCKET, [{ id: "purge", days: 28 }]))],
    expect: [expected(["changed", "service", bucket(SCHEMA_BUCKET), RULE], AGAINST_TERRAFORM)],
  },
  {
    what: "a lifecycle is added to a part of the schema bucket",
    moves: [store((hand) => hand.setLifecycle(SCHEMA_BUCKET, [{ id: "purge", days: 365, prefix: "v2/schemas/" }]))],
    expect: [expected(["changed", "service", bucket(SCHEMA_BUCKET), RULE], AGAINST_TERRAFORM)],
  },
  {
    what: "a lifecycle of the schema bucket is switched off",
    moves: [store((hand) => hand.setLifecycle(SCHEMA_BUCKET, [{ id: "purge", days: 28, enabled: false }]))],
    expect: SILENT,
  },
  {
    what: "alerts are purged earlier",
    moves: [store((hand) => hand.setLifecycle(ALERT_BUCKET, [{ id: "purge", days: 2 }]))],
    expect: [expected(["changed", "service", bucket(ALERT_BUCKET), RULE])],
  },
  {
    what: "alerts are never purged",
    moves: [store((hand) => hand.setLifecycle(ALERT_BUCKET, []))],
    expect: [expected(["removed", "service", bucket(ALERT_BUCKET), "/lifecycle/[id=rule 1]"])],
  },
  {
    what: "anybody may read alerts, by a policy",
    moves: [
      store((hand) => hand.setPolicy(ALERT_BUCKET, { ...ANYBODY_READS, Resource: `arn:aws:s3:::${ALERT_BUCKET}/*` })),
    ],
    expect: [expected(["changed", "service", bucket(ALERT_BUCKET), "/publicAccess"], PUBLIC)],
  },
  {
    what: "anybody may read schemas, by an ACL",
    moves: [store((hand) => hand.setAcl(SCHEMA_BUCKET, "public-read"))],
    expect: [expected(["changed", "service", bucket(SCHEMA_BUCKET), "/publicAccess"], PUBLIC)],
  },
  {
    what: "versions of alerts are kept",
    moves: [store((hand) => hand.setVersioning(ALERT_BUCKET, "Enabled"))],
    expect: SILENT,
  },
  {
    what: "there is a bucket that nobody declares",
    moves: [store((hand) => hand.server.createBucket("someone-elses"))],
    expect: SILENT,
  },
  {
    what: "the alert database is not well",
    moves: [health(503)],
    expect: [
      expected(["changed", "service", kube("Deployment", "alert-database-server"), "/health"], { reason: "unhealthy" }),
    ],
  },
];

/** Removes the resource of that type and name from a state. */
function without(state: State, type: string, name: string): State {
  return { ...state, resources: state.resources.filter((one) => one.type !== type || one.name !== name) };
}

/** Gives a resource other attributes. */
function withAttributes(type: string, name: string, attributes: Readonly<Record<string, unknown>>) {
  return terraform((state) => ({
    ...state,
    resources: state.resources.map((one) =>
      one.type === type && one.name === name
        ? { ...one, instances: one.instances.map((it) => ({ ...it, attributes: { ...it.attributes, ...attributes } })) }
        : one,
    ),
  }));
}

const BINDING = "google_service_account_iam_member";
const INGESTER_MEMBER = "/members/kafka~1alert-database-ingester";
const SERVER_MEMBER = "/members/kafka~1alert-database-server";
const MISMATCH = { reason: "identity-mismatch" } as const;

/** Kubernetes' account, Google's account and the binding between them must agree. */
export const IDENTITIES: readonly Row[] = [
  {
    what: "a binding names another namespace",
    moves: [
      withAttributes(BINDING, "writer", {
        member: "serviceAccount:alerts-truth.svc.id.goog[alert-db/alert-database-ingester]",
      }),
    ],
    expect: [expected(["changed", "service", identity(WRITER), INGESTER_MEMBER], MISMATCH)],
  },
  {
    what: "a binding names another service account of Kubernetes",
    moves: [
      withAttributes(BINDING, "reader", { member: "serviceAccount:alerts-truth.svc.id.goog[kafka/alert-database]" }),
    ],
    expect: [expected(["changed", "service", identity(READER), SERVER_MEMBER], MISMATCH)],
  },
  {
    what: "a binding is missing",
    moves: [terraform((state) => without(state, BINDING, "writer"))],
    expect: [expected(["changed", "service", identity(WRITER), INGESTER_MEMBER], MISMATCH)],
  },
  {
    what: "a service account of Google's is missing, and its binding with it",
    moves: [terraform((state) => without(without(state, "google_service_account", "reader"), BINDING, "reader"))],
    expect: [expected(["changed", "service", identity(READER), SERVER_MEMBER], MISMATCH)],
  },
  {
    what: "a binding gives another role",
    moves: [withAttributes(BINDING, "writer", { role: "roles/iam.serviceAccountTokenCreator" })],
    expect: [expected(["changed", "service", identity(WRITER), INGESTER_MEMBER], MISMATCH)],
  },
  {
    what: "Terraform gives the schema bucket a lifecycle",
    moves: [
      withAttributes("google_storage_bucket", "schemas", {
        lifecycle_rule: [
          {
            action: [{ type: "Delete", storage_class: "" }],
            condition: [{ age: 28, matches_prefix: [], with_state: "ANY" }],
          },
        ],
      }),
    ],
    expect: [expected(["removed", "service", bucket(SCHEMA_BUCKET), "/lifecycle/[id=rule 1]"])],
  },
  {
    what: "Terraform does not make the alert bucket",
    moves: [terraform((state) => without(state, "google_storage_bucket", "alerts"))],
    expect: [expected(["coupling", "service", bucket(ALERT_BUCKET), "/terraform"])],
  },
  {
    what: "another service account may act as Google's too",
    moves: [
      terraform((state) => ({
        ...state,
        resources: state.resources.flatMap((one) =>
          one.type === BINDING && one.name === "reader"
            ? [
                one,
                {
                  ...one,
                  name: "another",
                  instances: one.instances.map((it) => ({
                    ...it,
                    attributes: { ...it.attributes, member: "serviceAccount:alerts-truth.svc.id.goog[kafka/another]" },
                  })),
                },
              ]
            : [one],
        ),
      })),
    ],
    expect: SILENT,
  },
];
