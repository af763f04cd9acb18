import { isJsonObject, type Json, type JsonObject } from "../vocabulary/index.ts";
import { MASKED } from "./pair.ts";
import type { Scrubber } from "./scrubber.ts";
import { isSecret, LAST_APPLIED, lastApplied } from "./secret-values.ts";

/**
 * A copy of a manifest that may be printed: every value of a Secret is masked, in its last-applied annotation too, and
 * known Secret values are scrubbed from everything else. Its identity stays: apiVersion, kind, name and namespace.
 */
export function maskObject<T extends JsonObject>(object: T, scrubber: Scrubber): T {
  const scrubbed = scrubber.scrubValue(isSecret(object) ? maskSecret(object) : object);
  return { ...(scrubbed as T), ...identityOf(object, scrubbed as T) };
}

/** A copy of a Secret with every value masked; its metadata is not scrubbed. */
export function maskSecret<T extends JsonObject>(secret: T): T {
  const { data, stringData } = secret;
  return {
    ...secret,
    ...(data !== undefined && { data: maskLeaves(data) }),
    ...(stringData !== undefined && { stringData: maskLeaves(stringData) }),
    ...maskedMetadata(secret),
  };
}

/** Who the object is, to put back over a scrubbed copy. */
export function identityOf(object: JsonObject, copy: JsonObject): JsonObject {
  const { apiVersion, kind, metadata } = object;
  const identity: JsonObject = { ...(apiVersion !== undefined && { apiVersion }), ...(kind !== undefined && { kind }) };
  if (!isJsonObject(metadata)) return identity;
  const { name, namespace } = metadata;
  const names = { ...(name !== undefined && { name }), ...(namespace !== undefined && { namespace }) };
  const copied = copy["metadata"];
  return { ...identity, metadata: { ...(isJsonObject(copied) ? copied : {}), ...names } };
}

function maskedMetadata(secret: JsonObject): JsonObject {
  const { metadata } = secret;
  if (!isJsonObject(metadata)) return {};
  const { annotations } = metadata;
  if (!isJsonObject(annotations) || annotations[LAST_APPLIED] === undefined) return {};
  const applied = lastApplied(secret);
  const masked = applied === null ? MASKED : JSON.stringify(maskSecret(applied));
  return { metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: masked } } };
}

function maskLeaves(value: Json): Json {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(maskLeaves);
  if (!isJsonObject(value)) return MASKED;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskLeaves(item ?? null)]));
}
