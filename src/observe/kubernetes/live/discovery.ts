import { isJsonObject, type Json, type JsonObject, type Reading, read } from "../../../vocabulary/index.ts";
import type { Discovery, ServedKind } from "../port.ts";
import { classicApis, classicCore } from "./classic-discovery.ts";
import { answered } from "./failure.ts";
import type { Getter } from "./transport.ts";

/** Both spellings of aggregated discovery, then the classic documents: an old server answers with what it knows. */
const ACCEPT = [
  "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
  "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList",
  "application/json",
].join(",");

/**
 * What the cluster serves: two requests where the server aggregates (Kubernetes 1.26 and later), else one for each
 * group and version. Unread only when the list of groups itself could not be had: then nothing can be said of any group.
 */
export async function discoverKinds(getter: Getter): Promise<Reading<Discovery>> {
  const [core, apis] = await Promise.all([discoverCore(getter), discoverApis(getter)]);
  if (!apis.ok) return apis;
  const failures = new Map(apis.value.failures);
  if (!core.ok) failures.set("", core.failure.why);
  for (const [group, why] of core.ok ? core.value.failures : []) failures.set(group, why);
  return read({ kinds: [...(core.ok ? core.value.kinds : []), ...apis.value.kinds], failures });
}

async function discoverCore(getter: Getter): Promise<Reading<Discovery>> {
  const answer = answered(await getter.get("/api", { accept: ACCEPT }), "what the cluster serves");
  if (!answer.ok) return answer;
  return isAggregated(answer.value) ? read(aggregated(answer.value)) : classicCore(getter, answer.value);
}

async function discoverApis(getter: Getter): Promise<Reading<Discovery>> {
  const answer = answered(await getter.get("/apis", { accept: ACCEPT }), "what the cluster serves");
  if (!answer.ok) return answer;
  return isAggregated(answer.value) ? read(aggregated(answer.value)) : classicApis(getter, answer.value);
}

function isAggregated(body: JsonObject): boolean {
  return body["kind"] === "APIGroupDiscoveryList";
}

/** Reads an APIGroupDiscoveryList. A stale version is one whose own API server does not answer: its kinds may be gone or changed. */
export function aggregated(body: JsonObject): Discovery {
  const kinds: ServedKind[] = [];
  const failures = new Map<string, string>();
  for (const item of objects(body["items"])) {
    const metadata = item["metadata"];
    const group = isJsonObject(metadata) && typeof metadata["name"] === "string" ? metadata["name"] : "";
    for (const served of objects(item["versions"])) {
      const version = typeof served["version"] === "string" ? served["version"] : "";
      if (served["freshness"] === "Stale") failures.set(group, stale(version));
      else kinds.push(...objects(served["resources"]).flatMap((resource) => kindOf(resource, group, version)));
    }
  }
  return { kinds, failures };
}

function stale(version: string): string {
  return `the API server that serves its version ${version} does not answer (discovery is stale)`;
}

function kindOf(resource: JsonObject, group: string, version: string): ServedKind[] {
  const response = resource["responseKind"];
  const kind = isJsonObject(response) ? response["kind"] : undefined;
  const plural = resource["resource"];
  if (typeof kind !== "string" || typeof plural !== "string") return [];
  const namespaced = resource["scope"] === "Namespaced";
  return [{ group, version, kind, plural, namespaced, verbs: strings(resource["verbs"]) }];
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}
