import type { Json, JsonObject } from "./json.ts";

/** What an API server or a rendered manifest holds. Fields beyond the header are reached by path. */
export interface KubernetesObject extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

export interface ObjectMeta extends JsonObject {
  name: string;
  namespace?: string;
  labels?: { [key: string]: string };
  annotations?: { [key: string]: string };
}

/** One entry of `metadata.managedFields`: which fields a manager set, and when it last wrote. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly subresource?: string;
  readonly time?: string;
  readonly apiVersion: string;
  readonly fieldsV1: JsonObject;
}

/** The managedFields of an object, empty when the server sent none. */
export function managedFields(object: KubernetesObject): readonly ManagedFieldsEntry[] {
  const entries: Json | undefined = object.metadata["managedFields"];
  return Array.isArray(entries) ? (entries as unknown as ManagedFieldsEntry[]) : [];
}

/** Splits `apps/v1` into group and version; the core group is the empty string. */
export function splitApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf("/");
  return slash < 0
    ? { group: "", version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** Joins group and version as `apiVersion` writes them. */
export function joinApiVersion(group: string, version: string): string {
  return group === "" ? version : `${group}/${version}`;
}
