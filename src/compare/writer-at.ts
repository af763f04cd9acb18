import { type Attribution, isJsonObject, type Json, type KubernetesObject, type Path } from "../vocabulary/index.ts";
import type { FieldManager } from "./deployer.ts";
import { valueAt } from "./local/value-at.ts";
import { attributionOf, ownersOf } from "./ownership/index.ts";
import type { Schema } from "./schema/index.ts";

/** Who wrote a field of a live object last, by its managedFields: who owns exactly this place, else something below it. */
export function writerAt(
  live: KubernetesObject,
  path: Path,
  { schema, deployers }: { readonly schema: Schema; readonly deployers: readonly FieldManager[] },
): Attribution | null {
  let owners = ownersOf(live, deployers);
  let at = schema;
  for (const [index, segment] of path.entries()) {
    if (typeof segment === "string") {
      owners = owners.field(segment, at.atomicMap);
      at = at.field(segment);
    } else {
      const item = valueAt(live, path.slice(0, index + 1)) ?? null;
      owners = owners.item(item, mergeKeys(item, at.list), at.list.type === "atomic");
      at = at.items();
    }
  }
  return attributionOf(owners.holders()) ?? attributionOf(owners.within());
}

function mergeKeys(item: Json, list: Schema["list"]): Record<string, Json> | null {
  if (list.type !== "map" || !isJsonObject(item)) return null;
  return Object.fromEntries(list.keys.map((name) => [name, item[name] ?? null]));
}
