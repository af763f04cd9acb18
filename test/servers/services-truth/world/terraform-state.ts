const PROJECT = "alerts-truth";

/** A state file of version 4 with what the alert database needs: two buckets, two accounts and their bindings. */
export function terraformState() {
  return {
    version: 4,
    terraform_version: "1.14.0",
    serial: 7,
    lineage: "5b0a3b3e-5c0b-4c1e-9f0a-2f6f3a1f7c11",
    outputs: {},
    resources: [
      bucket("alerts", "truth-alerts", [{ age: 28 }]),
      bucket("schemas", "truth-schemas", []),
      account("writer", "alertdb-writer"),
      account("reader", "alertdb-reader"),
      binding("writer", "alertdb-writer", "alert-database-ingester"),
      binding("reader", "alertdb-reader", "alert-database-server"),
    ],
    check_results: null,
  };
}

export type State = ReturnType<typeof terraformState>;

const PROVIDER = 'provider["registry.terraform.io/hashicorp/google"]';

function resource(type: string, name: string, attributes: Record<string, unknown>) {
  const instance = { schema_version: 0, attributes, sensitive_attributes: [] };
  return { mode: "managed", type, name, provider: PROVIDER, instances: [instance] };
}

function bucket(name: string, bucketName: string, rules: readonly { readonly age: number }[]) {
  return resource("google_storage_bucket", name, {
    name: bucketName,
    location: "US-CENTRAL1",
    lifecycle_rule: rules.map(({ age }) => ({
      action: [{ type: "Delete", storage_class: "" }],
      condition: [{ age, matches_prefix: [], with_state: "ANY" }],
    })),
  });
}

function account(name: string, id: string) {
  const email = `${id}@${PROJECT}.iam.gserviceaccount.com`;
  return resource("google_service_account", name, { account_id: id, email, project: PROJECT });
}

function binding(name: string, id: string, serviceAccount: string) {
  const email = `${id}@${PROJECT}.iam.gserviceaccount.com`;
  return resource("google_service_account_iam_member", name, {
    role: "roles/iam.workloadIdentityUser",
    service_account_id: `projects/${PROJECT}/serviceAccounts/${email}`,
    member: `serviceAccount:${PROJECT}.svc.id.goog[kafka/${serviceAccount}]`,
    condition: [],
  });
}
