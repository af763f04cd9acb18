import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  splitApiVersion,
} from "../../../src/vocabulary/index.ts";
import { clientOf, type PlaneAddress } from "../kube/index.ts";
import type { Row } from "./rows.ts";

const CLUSTER_SCOPED = ["StorageClass", "PriorityClass", "IngressClass"];
const PLURALS: Readonly<Record<string, string>> = { NetworkPolicy: "networkpolicies" };

/** The object of a row under a name of its own, before and after the change. */
export function sidesOf({ object, path, value }: Row, name: string): readonly [KubernetesObject, KubernetesObject] {
  const before = structuredClone(object);
  before.metadata.name = name;
  return [before, changed(before, path, value) as KubernetesObject];
}

/** How a deployer brings a change to the API server. */
export const DEPLOYERS = {
  /** Helm 4, Argo CD with ServerSideApply. */
  "server-side apply": {
    type: "application/apply-patch+yaml",
    body: (_: KubernetesObject, after: KubernetesObject) => after,
  },
  /** Helm 3 and `kubectl apply`, which send what differs from what they sent before. */
  "a merge patch": { type: "application/merge-patch+json", body: mergePatch },
} as const;

/** Makes the object as it was, changes it, and tells whether the server refused that. */
export async function isRefused(
  plane: PlaneAddress,
  { namespace, sides: [before, after], deployer }: Attempt,
): Promise<boolean> {
  using client = clientOf(plane);
  const path = pathOf(before, namespace);
  const { type, body } = DEPLOYERS[deployer];
  const apply = { contentType: "application/apply-patch+yaml", fieldManager: "deployer" };
  await client.mustRequest("PATCH", path, before, apply);
  const answer = await client.request("PATCH", path, body(before, after), {
    contentType: type,
    fieldManager: "deployer",
  });
  await client.request("DELETE", path, { propagationPolicy: "Background" });
  if (![200, 400, 403, 422].includes(answer.status)) throw new Error(`${answer.status} ${answer.text}`);
  return answer.status !== 200;
}

export interface Attempt {
  readonly namespace: string;
  readonly sides: readonly [KubernetesObject, KubernetesObject];
  readonly deployer: keyof typeof DEPLOYERS;
}

function pathOf({ apiVersion, kind, metadata }: KubernetesObject, namespace: string): string {
  const { group } = splitApiVersion(apiVersion);
  const lower = kind.toLowerCase();
  const plural = PLURALS[kind] ?? (lower.endsWith("s") ? `${lower}es` : `${lower}s`);
  const place = CLUSTER_SCOPED.includes(kind) ? "" : `/namespaces/${namespace}`;
  return `/${group === "" ? "api" : "apis"}/${apiVersion}${place}/${plural}/${metadata.name}`;
}

function changed(at: Json | undefined, [step, ...rest]: Row["path"], value: Json | undefined): Json | undefined {
  if (step === undefined) return value;
  if (Array.isArray(at)) return at.map((item, index) => (index === step ? (changed(item, rest, value) ?? null) : item));
  const object: JsonObject = isJsonObject(at) ? at : {};
  const { [step]: old, ...others } = object;
  const inner = changed(old, rest, value);
  return inner === undefined ? others : { ...others, [step]: inner };
}

/** What differs, with null for what goes. */
function mergePatch(before: JsonObject, after: JsonObject): JsonObject {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const [was, is] = [before[name], after[name]];
      if (JSON.stringify(was) === JSON.stringify(is)) return [];
      return [[name, isJsonObject(was) && isJsonObject(is) ? mergePatch(was, is) : (is ?? null)]];
    }),
  );
}
