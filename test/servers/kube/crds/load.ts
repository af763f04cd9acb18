import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "../assets/cache.ts";
import { strimziCrds } from "../assets/strimzi.ts";
import type { KubeClient } from "../client/kube-client.ts";
import { waitFor } from "../client/wait-for.ts";

/** `charts`: what the charts need beside Strimzi. Two versions of Strimzi do not go into one server. */
export type CrdSet = "charts" | "strimzi-1.2.0" | "strimzi-0.51.0";

interface CustomResourceDefinition {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

/** The folder with the YAML of a set, one CRD in a file. Strimzi's are generated first when they are absent. */
export async function crdFolder(set: CrdSet, request: { env: NodeJS.ProcessEnv; progress: Progress }): Promise<string> {
  if (set === "charts") return import.meta.dirname;
  return strimziCrds({ version: set === "strimzi-1.2.0" ? "1.2.0" : "0.51.0", ...request });
}

/** Creates the CRDs of the folders and waits until the server serves and documents them. */
export async function loadCrds(client: KubeClient, folders: readonly string[]): Promise<void> {
  const files = await Promise.all(folders.map(yamlFiles));
  const created = await Promise.all(files.flat().map((file) => create(client, file)));
  const names = new Set(created.map(({ metadata }) => metadata.name));
  const groups = new Set(created.map(({ spec }) => spec.group));
  if (names.size === 0) return;
  await waitFor(() => allEstablished(client, names), { what: "the CRDs to be established" });
  await Promise.all(created.flatMap(listPaths).map((path) => waitUntilListed(client, path)));
  await waitFor(() => allDocumented(client, groups), { what: "the CRDs in /openapi/v3" });
}

async function yamlFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(".yaml")).map((name) => join(folder, name));
}

async function create(client: KubeClient, file: string): Promise<CustomResourceDefinition> {
  const yaml = await readFile(file, "utf8");
  const options = { contentType: "application/yaml", fieldManager: "test-setup" };
  return (await client.mustRequest("POST", PATH, yaml, options)).body as CustomResourceDefinition;
}

async function allEstablished(client: KubeClient, names: ReadonlySet<string>): Promise<boolean> {
  const { items } = (await client.mustRequest("GET", PATH)).body as { items: CustomResourceDefinition[] };
  return items.filter(({ metadata }) => names.has(metadata.name)).every(isEstablished);
}

function isEstablished({ status }: CustomResourceDefinition): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === "Established" && value === "True") ?? false;
}

function listPaths({ spec }: CustomResourceDefinition): string[] {
  const served = spec.versions.filter((version) => version.served);
  return served.map(({ name }) => `/apis/${spec.group}/${name}/${spec.names.plural}`);
}

/** A new kind answers 429 until its storage is set up, which its first request sets off. */
async function waitUntilListed(client: KubeClient, path: string): Promise<void> {
  const isListed = async () => (await client.request("GET", `${path}?limit=1`)).status === 200;
  await waitFor(isListed, { what: `${path} to be served` });
}

async function allDocumented(client: KubeClient, groups: ReadonlySet<string>): Promise<boolean> {
  const { paths } = (await client.mustRequest("GET", "/openapi/v3")).body as { paths: Record<string, unknown> };
  const documented = Object.keys(paths);
  return [...groups].every((group) => documented.some((path) => path.startsWith(`apis/${group}/`)));
}
