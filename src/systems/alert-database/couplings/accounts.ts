import type { DeclaredObject } from "../../evidence.ts";
import { coupling, isWholeIn } from "../../intent/index.ts";
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import type { Program } from "../parts.ts";

const ANNOTATION = "iam.gke.io/gcp-service-account";
/** `<name>@<project>.iam.gserviceaccount.com`, and the accounts that Google makes for each project. */
const ADDRESS = /^[^@\s]+@[a-z0-9.-]*gserviceaccount\.com$/;

/** Service accounts are declared, and the Google account that each acts as is written as an address. */
export function judgeAccounts(programs: readonly Program[], intent: DeclaredIntent): readonly SystemDifference[] {
  return [
    ...programs.flatMap((program) => judgeDeclared(program, intent)),
    ...intent.declared.of("", "ServiceAccount").flatMap(judgeAddress),
  ];
}

/** Kubernetes makes no Pod for a service account that is not there; `default` is in every namespace. */
function judgeDeclared(program: Program, intent: DeclaredIntent): readonly SystemDifference[] {
  const { serviceAccount, object } = program;
  const { name, namespace } = object.metadata;
  const isThere = intent.declared
    .of("", "ServiceAccount")
    .some(({ object: { metadata } }) => metadata.name === serviceAccount && metadata.namespace === namespace);
  if (isThere || serviceAccount === "default" || !isWholeIn(namespace, intent)) return [];
  const path = ["spec", "template", "spec", "serviceAccountName"];
  const statement = `Deployment ${name} runs as ServiceAccount ${serviceAccount}, which git does not declare, so it gets no Pod; declare the account, or name one that is there`;
  return [coupling({ reason: "undeclared-service-account", one: program, path, statement })];
}

function judgeAddress(account: DeclaredObject): readonly SystemDifference[] {
  const { name, annotations } = account.object.metadata;
  const google = annotations?.[ANNOTATION] ?? "";
  if (google === "" || ADDRESS.test(google)) return [];
  const path = ["metadata", "annotations", ANNOTATION];
  const statement = `ServiceAccount ${name} is to act as ${google}, which is no address of a Google service account; write <name>@<project>.iam.gserviceaccount.com`;
  return [coupling({ reason: "workload-identity-format", one: account, path, statement })];
}
