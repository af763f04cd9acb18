import { isJsonObject, type JsonObject, type KubernetesObject } from "../../vocabulary/index.ts";
import { risk } from "../changes/risk.ts";
import type { DeclaredObject } from "../evidence.ts";
import { listed } from "../intent/index.ts";
import { type Change, fieldOf, type SystemDifference } from "../system.ts";
import { declaredRegistries } from "./parts.ts";

/**
 * The registry operator acts when a StrimziSchemaRegistry is made, and never again: an edit reaches the resource, and
 * nothing follows (its handlers know `create` only).
 */
export function weighRegistries({ before, after }: Change): readonly SystemDifference[] {
  return declaredRegistries(after.declared).flatMap((now) => {
    const was = declaredRegistries(before.declared).find(({ object }) => isSame(object, now.object));
    const fields = was === undefined ? [] : changedFields(specOf(was), specOf(now));
    const [first] = fields;
    if (first === undefined) return [];
    const { name } = now.object.metadata;
    const statement = `StrimziSchemaRegistry ${name} changes ${listed(fields)}, which has no effect, because its operator acts on creation only; delete the resource when this is deployed, and let it be made again`;
    return [risk({ reason: "registry-edit-ignored", one: now, path: ["spec", first], statement })];
  });
}

function isSame(a: KubernetesObject, b: KubernetesObject): boolean {
  return a.metadata.name === b.metadata.name && a.metadata.namespace === b.metadata.namespace;
}

function changedFields(was: JsonObject, is: JsonObject): readonly string[] {
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return fields.filter((field) => JSON.stringify(was[field] ?? null) !== JSON.stringify(is[field] ?? null)).toSorted();
}

function specOf({ object }: DeclaredObject): JsonObject {
  const spec = fieldOf(object, "spec");
  return isJsonObject(spec) ? spec : {};
}
