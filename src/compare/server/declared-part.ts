import { isJsonObject, type Json, type KubernetesObject } from "../../vocabulary/index.ts";
import type { Schema } from "../schema/index.ts";

/** The object without what its schema does not declare: a server-side apply would be refused as a whole for it. */
export function declaredPart(desired: KubernetesObject, schema: Schema | null): KubernetesObject {
  if (schema === null) return desired;
  const { status: _, ...rest } = partOf(desired, schema) as KubernetesObject;
  return rest as KubernetesObject;
}

function partOf(value: Json, schema: Schema): Json {
  if (Array.isArray(value)) return value.map((item) => partOf(item, schema.items()));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, item]) =>
      item === undefined || !schema.declares(field) ? [] : [[field, partOf(item, schema.field(field))]],
    ),
  );
}
