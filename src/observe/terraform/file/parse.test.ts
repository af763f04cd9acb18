import { describe, expect, it } from "vitest";
import { parseState } from "./parse.ts";

const EMAIL = "ingester@alerts-int.iam.gserviceaccount.com";
const MEMBER = "serviceAccount:alerts-int.svc.id.goog[alert-stream-broker/ingester]";
const ROLE = "roles/iam.workloadIdentityUser";
const SECRET = "correct-horse-battery";
const WHAT = "Terraform state int.tfstate";

interface Written {
  readonly type: string;
  readonly name?: string;
  readonly module?: string;
  readonly mode?: string;
  readonly index?: number | string;
  readonly deposed?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly sensitive?: readonly string[];
}

function file(resources: readonly Written[]): string {
  return JSON.stringify({
    version: 4,
    terraform_version: "1.14.0",
    resources: resources.map(
      ({ type, name = "it", module, mode = "managed", index, attributes, deposed, sensitive = [] }) => ({
        ...(module !== undefined && { module }),
        ...{ mode, type, name, provider: "p" },
        instances: [
          {
            ...(index !== undefined && { index_key: index }),
            ...(deposed !== undefined && { deposed }),
            attributes,
            sensitive_attributes: sensitive.map((value) => [{ type: "get_attr", value }]),
          },
        ],
      }),
    ),
  });
}

/** What the parser says of one resource. */
function stateOf(...resources: readonly Written[]) {
  const reading = parseState(file(resources), WHAT);
  if (!reading.ok) throw new Error(reading.failure.why);
  return reading.value;
}

const account = { type: "google_service_account", attributes: { email: EMAIL, unique_id: "117" } };
const target = { service_account_id: `projects/alerts-int/serviceAccounts/${EMAIL}` };

describe("observe/terraform/file/parse", () => {
  it.each<[string, Written, string]>([
    ["the root module", { type: "google_storage_bucket", attributes: { name: "b" } }, "google_storage_bucket.it"],
    [
      "a nested module and for_each",
      { type: "google_storage_bucket", module: 'module.a["int"].module.b', index: "x", attributes: { name: "b" } },
      'module.a["int"].module.b.google_storage_bucket.it["x"]',
    ],
    ["count", { type: "google_storage_bucket", index: 0, attributes: { name: "b" } }, "google_storage_bucket.it[0]"],
  ])("addresses a resource in %s", (_, resource, address) => {
    expect(stateOf(resource).buckets).toEqual([{ name: "b", address, lifecycle: [] }]);
  });

  it.each<[string, Partial<Written>]>([
    ["a data source", { mode: "data" }],
    ["a deposed object", { deposed: "a1b2" }],
  ])("leaves %s out", (_, part) => {
    expect(stateOf({ ...account, ...part }).serviceAccounts).toEqual([]);
  });

  const google = (condition: object, type = "Delete") => ({
    name: "b",
    lifecycle_rule: [
      { action: [{ type, storage_class: "" }], condition: [{ age: 0, with_state: "ANY", ...condition }] },
    ],
  });
  const one = { id: "rule 1", enabled: true, prefix: "" };

  it.each<[string, object, object[]]>([
    ["an age", google({ age: 28 }), [{ ...one, expireDays: 28 }]],
    ["an age of zero that counts", google({ age: 0, send_age_if_zero: true }), [{ ...one, expireDays: 0 }]],
    ["a date", google({ created_before: "2026-01-01" }), [{ ...one, expireDays: 0 }]],
    ["noncurrent versions", google({ num_newer_versions: 3 }), [{ ...one, expireDays: null }]],
    ["archived versions", google({ age: 3, with_state: "ARCHIVED" }), [{ ...one, expireDays: null }]],
    ["another storage class", google({ age: 3 }, "SetStorageClass"), [{ ...one, expireDays: null }]],
    [
      "two prefixes",
      google({ age: 3, matches_prefix: ["a/", "b/"] }),
      [
        { ...one, prefix: "a/", expireDays: 3 },
        { ...one, prefix: "b/", expireDays: 3 },
      ],
    ],
  ])("reads a Google lifecycle by %s", (_, attributes, lifecycle) => {
    const resource = { type: "google_storage_bucket", attributes: { ...attributes } };
    expect(stateOf(resource).buckets[0]?.lifecycle).toEqual(lifecycle);
  });

  it("reads Amazon's lifecycle from the bucket, or from the resource of its own", () => {
    const inline = { id: "old", enabled: false, prefix: "x/", expiration: [{ days: 7, date: "" }] };
    const bucket = { type: "aws_s3_bucket", attributes: { bucket: "b", lifecycle_rule: [inline] } };
    const old = { id: "old", enabled: false, prefix: "x/", expireDays: 7 };
    expect(stateOf(bucket).buckets).toEqual([{ name: "b", address: "aws_s3_bucket.it", lifecycle: [old] }]);
    const rules = [
      { id: "a", status: "Enabled", filter: [{ prefix: "", and: [{ prefix: "v2/" }] }], expiration: [{ days: 28 }] },
      {
        id: "b",
        status: "Disabled",
        filter: [{ prefix: "v1/", and: [] }],
        expiration: [{ days: 0, date: "2027-01-01" }],
      },
      { id: "c", status: "Enabled", filter: [], expiration: [] },
    ];
    const own = { type: "aws_s3_bucket_lifecycle_configuration", attributes: { bucket: "b", rule: rules } };
    expect(stateOf(bucket, own).buckets[0]?.lifecycle).toEqual([
      { id: "a", enabled: true, prefix: "v2/", expireDays: 28 },
      { id: "b", enabled: false, prefix: "v1/", expireDays: 0 },
      { id: "c", enabled: true, prefix: "", expireDays: null },
    ]);
  });

  it.each<[string, string, object]>([
    ["a member", "google_service_account_iam_member", { ...target, role: ROLE, member: MEMBER }],
    ["a binding", "google_service_account_iam_binding", { ...target, role: ROLE, members: [MEMBER] }],
    [
      "a policy",
      "google_service_account_iam_policy",
      { ...target, policy_data: JSON.stringify({ bindings: [{ role: ROLE, members: [MEMBER] }] }) },
    ],
    [
      "an account by its number",
      "google_service_account_iam_member",
      { service_account_id: "117", role: ROLE, member: MEMBER },
    ],
    ["the whole project", "google_project_iam_member", { project: "alerts-int", role: ROLE, member: MEMBER }],
    [
      "a binding of the project",
      "google_project_iam_binding",
      { project: "alerts-int", role: ROLE, members: [MEMBER] },
    ],
  ])("reads a workload identity from %s", (_, type, attributes) => {
    expect(stateOf(account, { type, attributes: { ...attributes } }).workloadIdentityBindings).toEqual([
      { serviceAccount: EMAIL, member: MEMBER, address: `${type}.it` },
    ]);
  });

  it.each<[string, string, object]>([
    ["another role", "google_service_account_iam_member", { ...target, role: "roles/viewer", member: MEMBER }],
    ["another project", "google_project_iam_member", { project: "other", role: ROLE, member: MEMBER }],
    ["a policy without it", "google_service_account_iam_policy", { ...target, policy_data: "{}" }],
  ])("reads none from %s", (_, type, attributes) => {
    expect(stateOf(account, { type, attributes: { ...attributes } }).workloadIdentityBindings).toEqual([]);
  });

  it("reads what `terraform show -json` prints, modules in modules", () => {
    const bucket = {
      address: "module.a.module.b.google_storage_bucket.it[0]",
      mode: "managed",
      type: "google_storage_bucket",
    };
    const root = {
      resources: [{ address: "data.x.y", mode: "data", type: "google_service_account", values: { email: "no" } }],
      child_modules: [{ child_modules: [{ resources: [{ ...bucket, values: { name: "b" }, sensitive_values: {} }] }] }],
    };
    const text = JSON.stringify({ format_version: "1.0", terraform_version: "1.14.0", values: { root_module: root } });
    expect(parseState(text, WHAT)).toEqual({
      ok: true,
      value: {
        buckets: [{ name: "b", address: bucket.address, lifecycle: [] }],
        serviceAccounts: [],
        workloadIdentityBindings: [],
      },
    });
  });

  it("keeps nothing but what it names, sensitive or not", () => {
    const key = { type: "google_service_account_key", attributes: { private_key: SECRET } };
    const bucket = { type: "google_storage_bucket", attributes: { name: "b", labels: { token: SECRET } } };
    expect(JSON.stringify(stateOf(key, { ...bucket, sensitive: ["labels"] }))).not.toContain(SECRET);
  });

  it.each<[string, string, string, string]>([
    ["broken JSON", `{"version": 4, "x": "${SECRET}`, "unsupported-source", "the file is not complete JSON"],
    [
      "an older version",
      '{"version":3,"modules":[]}',
      "unsupported-source",
      "the state has version 3, and only 4 can be read",
    ],
    [
      "a pointer to a remote state",
      `{"version":3,"backend":{"type":"gcs","config":{"credentials":"${SECRET}"}}}`,
      "unsupported-source",
      "the file only points to a remote state (gcs); pull that one",
    ],
    [
      "an encrypted state",
      `{"serial":1,"lineage":"x","encrypted_data":"${SECRET}","encryption_version":"v0"}`,
      "unsupported-source",
      "the state is encrypted; save the output of `terraform show -json` instead",
    ],
    ["a plan", '{"format_version":"1.2","planned_values":{}}', "unsupported-source", "the file is a plan, not a state"],
    [
      "a state without its resources",
      '{"version":4}',
      "unsupported-source",
      "the file is damaged: it is not what Terraform writes",
    ],
    [
      "another file",
      "[1]",
      "unsupported-source",
      "the file is neither a state nor the output of `terraform show -json`",
    ],
    [
      "a bucket without a name",
      file([{ type: "google_storage_bucket", attributes: { name: 7 } }]),
      "unsupported-source",
      "google_storage_bucket.it has name in a form that is not known",
    ],
    [
      "a broken policy",
      file([{ type: "google_service_account_iam_policy", attributes: { ...target, policy_data: SECRET } }]),
      "unsupported-source",
      "google_service_account_iam_policy.it has policy_data in a form that is not known",
    ],
    [
      "a name that is sensitive",
      file([{ type: "google_storage_bucket", attributes: { name: SECRET }, sensitive: ["name"] }]),
      "masked",
      "google_storage_bucket.it keeps name as sensitive",
    ],
  ])("says why it cannot read %s", (_, text, ...[reason, why]) => {
    expect(parseState(text, WHAT)).toEqual({ ok: false, failure: { reason, what: WHAT, why } });
  });

  it("reads an empty state of either form", () => {
    const empty = { ok: true, value: { buckets: [], serviceAccounts: [], workloadIdentityBindings: [] } };
    expect(parseState('{"version":4,"resources":[]}', WHAT)).toEqual(empty);
    expect(parseState('{"format_version":"1.0"}', WHAT)).toEqual(empty);
  });
});
