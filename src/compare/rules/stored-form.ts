import { isJsonObject, type JsonObject } from "../../vocabulary/index.ts";

/**
 * The object as the API server stores it, where that differs from what was sent: `stringData` of a Secret goes into
 * `data`, key by key, and wins there. Other objects are returned as they are.
 */
export function storedForm<T extends JsonObject>(object: T): T {
  const { stringData } = object;
  if (object["kind"] !== "Secret" || object["apiVersion"] !== "v1" || !isJsonObject(stringData)) return object;
  const encoded = Object.entries(stringData).flatMap(([key, value]) =>
    typeof value === "string" ? [[key, Buffer.from(value, "utf8").toString("base64")] as const] : [],
  );
  const data = isJsonObject(object["data"]) ? object["data"] : {};
  const { stringData: _, ...rest } = object;
  return { ...rest, data: { ...data, ...Object.fromEntries(encoded) } } as unknown as T;
}
