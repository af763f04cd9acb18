import { isJsonObject, type KubernetesObject } from "../../../src/vocabulary/index.ts";
import { waitFor } from "../kube/index.ts";
import { type Mutation, patched } from "./clones.ts";
import type { Cluster } from "./cluster.ts";
import type { How } from "./rows/index.ts";

/** One step of a mutation. */
export interface Step<H extends How = How> {
  readonly mutation: Mutation;
  readonly how: H;
}

export type HowOf<T extends How["tool"]> = How & { readonly tool: T };

/** A server-side apply as a program sends it. */
export async function applyAs(cluster: Cluster, object: KubernetesObject, manager: string): Promise<void> {
  const options = { contentType: "application/apply-patch+yaml", fieldManager: manager };
  await cluster.client.mustRequest("PATCH", `${cluster.url(object)}?force=true`, object, options);
}

export async function request(cluster: Cluster, { mutation: { object }, how }: Step<HowOf<"request">>): Promise<void> {
  const path = `${cluster.url(object)}${how.subresource === undefined ? "" : `/${how.subresource}`}`;
  const contentType = `application/${Array.isArray(how.patch) ? "json-patch" : "merge-patch"}+json`;
  await cluster.client.mustRequest("PATCH", path, how.patch, { contentType, fieldManager: how.manager });
}

export async function post(
  cluster: Cluster,
  { mutation: { object, beside, row }, how }: Step<HowOf<"post">>,
): Promise<void> {
  const body = patched(object, how.patch);
  const [owner] = beside;
  if (row.owned === true && owner !== undefined) {
    const uid = (await cluster.live(owner))?.metadata["uid"] ?? "";
    const { apiVersion, kind, metadata } = owner;
    body.metadata["ownerReferences"] = [{ apiVersion, kind, name: metadata.name, uid }];
  }
  await cluster.client.mustRequest("POST", cluster.collection(object), body, { fieldManager: how.manager });
}

/** Waits for what a real controller writes. */
export async function wait(cluster: Cluster, { mutation, how }: Step<HowOf<"wait">>): Promise<void> {
  const { object, row } = mutation;
  const steps = how.path
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/"));
  const what = `${row.what} (${object.kind} ${object.metadata.name})`;
  const written = async (): Promise<boolean> => {
    let value: unknown = await cluster.live(object);
    for (const step of steps) value = isJsonObject(value) ? value[step] : undefined;
    return value !== how.was;
  };
  await waitFor(written, { what, timeoutMs: 90_000, everyMs: 500 });
}
