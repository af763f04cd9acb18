import { z } from "zod";
import type { TerraformServiceAccount, WorkloadIdentityBinding } from "../port.ts";
import { fieldsOf, Unfit } from "./fields.ts";
import type { StateResource } from "./resource.ts";

const ACCOUNT = "google_service_account";
/** Bindings on one service account, and on a project: those hold for all its service accounts. */
const GRANT = /^google_(service_account|project)_iam_(member|binding|policy)$/;
const ROLE = "roles/iam.workloadIdentityUser";

export const IDENTITY_TYPES: ReadonlySet<string> = new Set([
  ACCOUNT,
  ...["service_account", "project"].flatMap((on) =>
    ["member", "binding", "policy"].map((how) => `google_${on}_iam_${how}`),
  ),
]);

const ACCOUNT_FIELDS = z.object({ email: z.string(), unique_id: z.string().nullish() });

export function serviceAccounts(resources: readonly StateResource[]): TerraformServiceAccount[] {
  return resources
    .filter(({ type }) => type === ACCOUNT)
    .map((resource) => ({ email: fieldsOf(resource, ACCOUNT_FIELDS).email, address: resource.address }));
}

/** One for each member. A binding on a project is one for each of its service accounts that the state holds. */
export function workloadIdentityBindings(resources: readonly StateResource[]): WorkloadIdentityBinding[] {
  const accounts = resources
    .filter(({ type }) => type === ACCOUNT)
    .map((resource) => fieldsOf(resource, ACCOUNT_FIELDS));
  return resources.flatMap((resource) => {
    const [, on, how] = GRANT.exec(resource.type) ?? [];
    if (on === undefined || how === undefined) return [];
    const members = membersOf(resource, how);
    if (members.length === 0) return [];
    const emails = on === "project" ? emailsOfProject(resource, accounts) : [emailOf(resource, accounts)];
    const { address } = resource;
    return emails.flatMap((serviceAccount) => members.map((member) => ({ serviceAccount, member, address })));
  });
}

type Account = z.infer<typeof ACCOUNT_FIELDS>;

const PROJECT_FIELDS = z.object({ project: z.string() });

function emailsOfProject(resource: StateResource, accounts: readonly Account[]): string[] {
  const { project } = fieldsOf(resource, PROJECT_FIELDS);
  const suffix = `@${project}.iam.gserviceaccount.com`;
  return accounts.map(({ email }) => email).filter((email) => email.endsWith(suffix));
}

const TARGET_FIELDS = z.object({ service_account_id: z.string() });

/** `projects/<project>/serviceAccounts/<e-mail or unique id>`. */
function emailOf(resource: StateResource, accounts: readonly Account[]): string {
  const id = fieldsOf(resource, TARGET_FIELDS).service_account_id.split("/").at(-1) ?? "";
  return accounts.find(({ unique_id }) => unique_id === id)?.email ?? id;
}

const MEMBER_FIELDS = z.object({ role: z.string(), member: z.string() });
const BINDING_FIELDS = z.object({ role: z.string(), members: z.array(z.string()) });
const POLICY_FIELDS = z.object({ policy_data: z.string() });
const POLICY = z.object({ bindings: z.array(BINDING_FIELDS).nullish() });

/** Who has the role by this resource. */
function membersOf(resource: StateResource, how: string): readonly string[] {
  if (how === "member") {
    const { role, member } = fieldsOf(resource, MEMBER_FIELDS);
    return role === ROLE ? [member] : [];
  }
  if (how === "binding") {
    const { role, members } = fieldsOf(resource, BINDING_FIELDS);
    return role === ROLE ? members : [];
  }
  const bindings = policyOf(resource).bindings ?? [];
  return bindings.filter(({ role }) => role === ROLE).flatMap(({ members }) => members);
}

function policyOf(resource: StateResource): z.infer<typeof POLICY> {
  const { policy_data: data } = fieldsOf(resource, POLICY_FIELDS);
  try {
    return POLICY.parse(JSON.parse(data));
  } catch {
    throw new Unfit(`${resource.address} has policy_data in a form that is not known`, false);
  }
}
