import type { Json, JsonObject } from "../../vocabulary/index.ts";
import { InvalidYaml } from "./invalid.ts";
import { floatKey } from "./number.ts";
import type { ScalarValue } from "./scalar.ts";

/** A key named `__proto__` is data like any other. */
export function assign(object: JsonObject, key: string, value: Json): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  else object[key] = value;
}

/** The text of a key, as sigs.k8s.io/yaml makes it of a number or a word. @throws InvalidYaml for null and for integers beyond 64 bits. */
export function keyText(key: ScalarValue): string {
  const { value, float, exact } = key;
  if (typeof value === "string") return value;
  if (value === null) throw new InvalidYaml("a mapping has null as a key", null);
  if (exact !== null && exact > 2n ** 63n - 1n) throw new InvalidYaml(`the number ${exact} cannot be a key`, null);
  if (exact !== null) return String(exact);
  return float && typeof value === "number" ? floatKey(value) : String(value);
}
