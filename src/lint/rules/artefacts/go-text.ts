import { isJsonObject, type Json, type JsonObject } from "../../../vocabulary/index.ts";

/** A value as Go's `%v` prints it, which is what a template writes where it takes any value for a text. */
export function goText(value: Json | undefined): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  if (isJsonObject(value)) {
    const entries = goKeys(value).map((key) => `${key}:${goText(value[key])}`);
    return `map[${entries.join(" ")}]`;
  }
  return typeof value === "number" ? goNumber(value) : String(value);
}

/** The keys of a map in the order in which Go prints them. */
export function goKeys(map: JsonObject): readonly string[] {
  return Object.keys(map).toSorted((a, b) => (a < b ? -1 : 1));
}

/** Helm reads numbers of values files as floats, and Go prints a float as an exponent from a million on: `1e+06`. */
export function goNumber(value: number): string {
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (value === 0 || (power >= -4 && power < 6)) return String(value);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
