import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";

/** The fields by which items of a list are known, and what stands for one that is left out. */
export interface MergeKey {
  readonly fields: readonly string[];
  readonly defaults?: Readonly<Record<string, Json>>;
}

const BY_NAME: MergeKey = { fields: ["name"] };
const TCP = { protocol: "TCP" };

/**
 * Lists that Kubernetes merges by something else than a name, and those of Strimzi's that the API server takes as a whole
 * but whose items have ids (source: the list-map-keys in Kubernetes' OpenAPI, and Strimzi's API reference).
 */
const KEYS: Readonly<Record<string, readonly MergeKey[]>> = {
  ports: [
    { fields: ["containerPort", "protocol"], defaults: TCP },
    { fields: ["port", "protocol"], defaults: TCP },
  ],
  volumeMounts: [{ fields: ["mountPath"] }],
  volumeDevices: [{ fields: ["devicePath"] }],
  hostAliases: [{ fields: ["ip"] }],
  topologySpreadConstraints: [{ fields: ["topologyKey", "whenUnsatisfiable"] }],
  brokers: [{ fields: ["broker"] }],
  volumes: [BY_NAME, { fields: ["id"] }],
};

/** Without an items' name any list whose items all have one is matched by it. */
const OTHERWISE: readonly MergeKey[] = [BY_NAME];

/**
 * The key that tells all items of both lists apart; null where nothing does, so that they are known by their content.
 * @param field the name of the field that holds the list.
 */
export function mergeKeyOf(field: string, lists: readonly (readonly Json[])[]): MergeKey | null {
  return (KEYS[field] ?? OTHERWISE).find((key) => lists.every((list) => isUnique(list, key))) ?? null;
}

/** The merge key's values in an item, in the order of its fields. */
export function keyIn(item: Json, { fields, defaults = {} }: MergeKey): Record<string, Json> {
  const object: JsonObject = isJsonObject(item) ? item : {};
  return Object.fromEntries(fields.map((field) => [field, object[field] ?? defaults[field] ?? null]));
}

function isUnique(list: readonly Json[], key: MergeKey): boolean {
  const keys = list.map((item) => keyIn(item, key));
  if (keys.some((values) => Object.values(values).includes(null))) return false;
  return new Set(keys.map((values) => JSON.stringify(values))).size === keys.length;
}
