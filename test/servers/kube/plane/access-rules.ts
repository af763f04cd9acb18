import type { KubeClient } from "../client/kube-client.ts";

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface NamedItems {
  readonly groups?: readonly { readonly name: string }[];
  readonly resources?: readonly { readonly name: string }[];
}

const READ = ["get", "list"];
const STRIMZI = "kafka.strimzi.io";

/**
 * Gives the limited users their rights. RBAC only adds, so "everything but" is spelled out from what the server serves:
 * call it after the CRDs are there.
 */
export async function grantAccess(client: KubeClient): Promise<void> {
  const groups = ((await client.mustRequest("GET", "/apis")).body as NamedItems).groups?.map(({ name }) => name) ?? [];
  const core: Rule = { apiGroups: [""], resources: await without(client, "/api/v1", "secrets"), verbs: READ };
  const all = { apiGroups: groups, resources: ["*"], verbs: READ } satisfies Rule;
  await bind(client, "reader", [core, all]);
  const rest = { ...all, apiGroups: groups.filter((name) => name !== STRIMZI) };
  await bind(client, "reader-without-topics", [core, rest, ...(await strimziWithoutTopics(client, groups))]);
}

async function strimziWithoutTopics(client: KubeClient, groups: readonly string[]): Promise<Rule[]> {
  if (!groups.includes(STRIMZI)) return [];
  const resources = await without(client, `/apis/${STRIMZI}/v1`, "kafkatopics");
  return [{ apiGroups: [STRIMZI], resources, verbs: READ }];
}

async function without(client: KubeClient, path: string, resource: string): Promise<string[]> {
  const { resources = [] } = (await client.mustRequest("GET", path)).body as NamedItems;
  return resources.map(({ name }) => name).filter((name) => name.split("/")[0] !== resource);
}

async function bind(client: KubeClient, user: string, rules: readonly Rule[]): Promise<void> {
  const api = "/apis/rbac.authorization.k8s.io/v1";
  const metadata = { name: `test-${user}` };
  await client.mustRequest("POST", `${api}/clusterroles`, { metadata, rules });
  await client.mustRequest("POST", `${api}/clusterrolebindings`, {
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: metadata.name },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: user }],
  });
}
