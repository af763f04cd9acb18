import { type ConfigPath, type Fault, showPath } from "./fault.ts";

/** A fault unless exactly one of the keys is there. */
export function exactlyOne(
  map: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  path: ConfigPath,
): readonly Fault[] {
  const present = keys.filter((key) => map[key] !== undefined);
  if (present.length === 1) return [];
  const has = present.length === 0 ? "has neither" : "has both";
  return [
    fault(path, `${showPath(path)} ${has} ${keys.join(present.length === 0 ? " nor " : " and ")}. Give exactly one.`),
  ];
}

/** The names that stood before, with their index. */
export function repeated(names: readonly unknown[]): readonly { readonly index: number; readonly name: string }[] {
  return names.flatMap((name, index) =>
    typeof name === "string" && names.indexOf(name) < index ? [{ index, name }] : [],
  );
}

/** A fault of the value at a path. */
export function fault(path: ConfigPath, message: string): Fault {
  return { path, at: "value", message };
}
