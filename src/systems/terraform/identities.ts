import type { TerraformState } from "../../observe/terraform/port.ts";
import type { IdentityResource, KubernetesObject } from "../../vocabulary/index.ts";
import { ingestersIn, type Program, serversIn } from "../alert-database/index.ts";
import type { Declared, DeclaredObject, Evidence } from "../evidence.ts";
import { found, liveOf } from "../found.ts";
import type { SystemDifference } from "../system.ts";

const ANNOTATION = "iam.gke.io/gcp-service-account";

/** A program of the alert database and the service account that it runs as. */
export interface Account {
  readonly program: Program;
  readonly account: DeclaredObject;
}

export function accountsIn(declared: Declared): readonly Account[] {
  return [...ingestersIn(declared), ...serversIn(declared)].flatMap((program) => {
    const { namespace } = program.object.metadata;
    const account = declared
      .of("", "ServiceAccount")
      .find(({ object: { metadata } }) => metadata.namespace === namespace && metadata.name === program.serviceAccount);
    return account === undefined ? [] : [{ program, account }];
  });
}

/**
 * Namespace, Kubernetes service account and Google service account must agree in three places: the workload, the
 * annotation of its service account, and Terraform's binding.
 */
export function judgeIdentities(state: TerraformState, { declared, live }: Evidence): readonly SystemDifference[] {
  if (state.serviceAccounts.length + state.workloadIdentityBindings.length === 0) return [];
  return accountsIn(declared).flatMap(({ program, account }) => {
    const object = liveOf(account.object, live);
    if (object === null) return [];
    const google = object.metadata.annotations?.[ANNOTATION] ?? "";
    return google === "" ? judgeUnnamed(object, program, state) : judgeBinding(google, { object, program, state });
  });
}

interface Bound {
  readonly object: KubernetesObject;
  readonly program: Program;
  readonly state: TerraformState;
}

function judgeBinding(google: string, { object, program, state }: Bound): readonly SystemDifference[] {
  const account = `${object.metadata.namespace}/${object.metadata.name}`;
  const members = state.workloadIdentityBindings.flatMap(({ serviceAccount, member }) =>
    serviceAccount === google ? [member] : [],
  );
  const pool = poolOf(google, state);
  if (members.some((member) => member === `serviceAccount:${pool ?? poolIn(member)}[${account}]`)) return [];
  const known = state.serviceAccounts.some(({ email }) => email === google) || members.length > 0;
  const why = known
    ? `Terraform lets ${members.length === 0 ? "nobody" : "others"} act as it`
    : "Terraform's state does not have it";
  const resource: IdentityResource = { type: "identity", name: google };
  return [
    found(program.application, {
      kind: "changed",
      layer: "service",
      resource,
      path: ["members", account],
      desired: `serviceAccount:${pool ?? `${projectOf(google)}.svc.id.goog`}[${account}]`,
      live: members,
      reason: "identity-mismatch",
      statement: `ServiceAccount ${account} may not act as ${google}: ${why}`,
      cause: { resource: resourceOfAccount(object), path: ["metadata", "annotations", ANNOTATION] },
    }),
  ];
}

/** Terraform lets the account act as a Google one, but the account does not say so. */
function judgeUnnamed(object: KubernetesObject, program: Program, state: TerraformState): readonly SystemDifference[] {
  const account = `${object.metadata.namespace}/${object.metadata.name}`;
  const binding = state.workloadIdentityBindings.find(({ member }) => member.endsWith(`[${account}]`));
  if (binding === undefined) return [];
  const resource: IdentityResource = { type: "identity", name: binding.serviceAccount };
  return [
    found(program.application, {
      kind: "changed",
      layer: "service",
      resource,
      path: ["members", account],
      live: binding.member,
      reason: "identity-mismatch",
      statement: `Terraform's ${binding.address} lets ServiceAccount ${account} act as ${binding.serviceAccount}, but its annotation names no Google account`,
      cause: { resource: resourceOfAccount(object), path: ["metadata", "annotations", ANNOTATION] },
    }),
  ];
}

function resourceOfAccount({ metadata: { name, namespace } }: KubernetesObject) {
  return {
    type: "kubernetes",
    group: "",
    version: "v1",
    kind: "ServiceAccount",
    namespace: namespace ?? null,
    name,
  } as const;
}

/** The identity pool that bindings of the account's own project use; null where none does, as with a cluster elsewhere. */
function poolOf(google: string, { workloadIdentityBindings }: TerraformState): string | null {
  const own = `${projectOf(google)}.svc.id.goog`;
  return workloadIdentityBindings.some(({ member }) => poolIn(member) === own) ? own : null;
}

function poolIn(member: string): string {
  return /^serviceAccount:([^[]+)\[/.exec(member)?.[1] ?? "";
}

/** `<name>@<project>.iam.gserviceaccount.com`. */
function projectOf(google: string): string {
  return /@([^.]+)\./.exec(google)?.[1] ?? "";
}
