import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";

/** Kept on one line each: they are deep, and nobody reads them field by field. */
const ON_ONE_LINE: ReadonlySet<string> = new Set(["fieldsV1"]);

/** A list of plain values is kept on one line up to this many characters. */
const LONGEST_LIST = 100;

/** JSON with sorted keys, indented by two, so that equal values are equal text and a change is a short diff. */
export function stableJson(value: Json): string {
  return `${write(value, "\n")}\n`;
}

/** As `stableJson`, with each entry of the object at `key` on one line. */
export function stableJsonByLine(value: JsonObject, key: string): string {
  const entries = value[key];
  if (!isJsonObject(entries)) return stableJson(value);
  const lines = sorted(entries).map(([name, entry]) => `    ${JSON.stringify(name)}: ${compact(entry)}`);
  const body = lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n  }`;
  const rest = sorted(value).map(
    ([name, entry]) => `  ${JSON.stringify(name)}: ${name === key ? body : write(entry, "\n  ")}`,
  );
  return `{\n${rest.join(",\n")}\n}\n`;
}

/**
 * As `stableJson`, with each item of a list on one line, sorted: the lists are sets of equal things, and there may be
 * thousands of them. Lists inside an item keep their order.
 */
export function stableJsonByRow(value: Json): string {
  return `${writeRows(value, "\n")}\n`;
}

function writeRows(value: Json, newline: string): string {
  const deeper = `${newline}  `;
  if (Array.isArray(value)) {
    const keyed = value.map((item) => ({ key: rowKey(item), row: compact(item) }));
    const rows = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
    return rows.length === 0 ? "[]" : `[${rows.map((row) => deeper + row).join(",")}${newline}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const fields = sorted(value).map(([name, field]) => `${deeper}${JSON.stringify(name)}: ${writeRows(field, deeper)}`);
  return fields.length === 0 ? "{}" : `{${fields.join(",")}${newline}}`;
}

/** By name where there is one, so that a row keeps its place when it changes. */
function rowKey(item: Json): string {
  const name = isJsonObject(item) ? item["name"] : null;
  return typeof name === "string" ? `${name}\0${compact(item)}` : compact(item);
}

/** `newline` is a line feed and the indentation of the line that the value begins on. */
function write(value: Json, newline: string): string {
  if (Array.isArray(value)) return writeList(value, newline);
  if (!isJsonObject(value)) return JSON.stringify(value);
  const deeper = `${newline}  `;
  const fields = sorted(value).map(([name, field]) => {
    const text = ON_ONE_LINE.has(name) ? compact(field) : write(field, deeper);
    return `${deeper}${JSON.stringify(name)}: ${text}`;
  });
  return fields.length === 0 ? "{}" : `{${fields.join(",")}${newline}}`;
}

function writeList(list: readonly Json[], newline: string): string {
  const line = list.every(isPlain) ? `[${list.map((item) => JSON.stringify(item)).join(", ")}]` : "";
  if (line !== "" && line.length <= LONGEST_LIST) return line;
  const deeper = `${newline}  `;
  return `[${list.map((item) => deeper + write(item, deeper)).join(",")}${newline}]`;
}

function isPlain(value: Json): boolean {
  return typeof value !== "object" || value === null;
}

function compact(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(compact).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${sorted(value)
    .map(([name, field]) => `${JSON.stringify(name)}:${compact(field)}`)
    .join(",")}}`;
}

/** By code unit, which does not depend on the machine's language. */
function sorted(value: JsonObject): [string, Json][] {
  const present = Object.entries(value).flatMap(([name, field]): [string, Json][] =>
    field === undefined ? [] : [[name, field]],
  );
  return present.sort(([a], [b]) => (a < b ? -1 : 1));
}
