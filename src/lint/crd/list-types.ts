import { isJsonObject, type Json, type Path } from "../../vocabulary/index.ts";
import { itemSegment } from "./item-segment.ts";
import type { SchemaNode } from "./schema.ts";
import type { Sink } from "./violation.ts";

/**
 * Items that stand twice in a set, or twice under the same keys in a list that is merged by keys.
 * Source: `apiextensions-apiserver/pkg/apiserver/schema/listtype/validation.go`.
 */
export function checkListTypes(value: Json, schema: SchemaNode | null, at: { path: Path; sink: Sink }): void {
  const { path, sink } = at;
  if (schema === null) return;
  if (Array.isArray(value)) {
    checkList(value, schema, at);
    for (const [index, item] of value.entries()) {
      checkListTypes(item, schema.items, { path: [...path, itemSegment(index, item, schema)], sink });
    }
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [name, child] of Object.entries(value)) {
    checkListTypes(child ?? null, schema.field(name), { path: [...path, name], sink });
  }
}

function checkList(list: Json[], schema: SchemaNode, { path, sink }: { path: Path; sink: Sink }): void {
  if (schema.listType === "atomic") return;
  const isMap = schema.listType === "map";
  if (isMap && list.some((item) => item !== null && !isJsonObject(item))) return;
  const seen = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    const key = canonical(isMap ? keysOf(item, schema.listKeys) : item);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    // The server tells of the second one only.
    if (before !== 1) continue;
    const problem = isMap ? `repeats the ${schema.listKeys.join(" and ")} of another item` : "repeats another item";
    sink.violations.push({ path: [...path, { index, key: null }], problem, stopsRules: false });
  }
}

function keysOf(item: Json, names: readonly string[]): Json {
  if (!isJsonObject(item)) return {};
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}

/** JSON with sorted keys. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_, child: unknown) =>
    isJsonObject(child) ? Object.fromEntries(Object.entries(child).toSorted(([a], [b]) => (a < b ? -1 : 1))) : child,
  );
}
