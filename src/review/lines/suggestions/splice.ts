import { isDeepStrictEqual } from "node:util";
import { InvalidYaml, readYaml } from "../../../render/yaml/index.ts";
import { isJsonObject, type Json, type Path } from "../../../vocabulary/index.ts";
import { valueIn } from "../paths.ts";
import type { Mend } from "./mends.ts";
import { tokenAt, written } from "./token.ts";

/**
 * The line with the mend in it: indentation, quotes and comments stay. Null where the line does not show what is to be
 * mended, or where the file would not say the same besides.
 */
export function splicedLine(text: string, line: number, mend: Mend): string | null {
  const lines = text.split("\n");
  const old = lines[line - 1];
  // With other line ends it cannot be told what a suggestion would leave there.
  if (old === undefined || old.endsWith("\r")) return null;
  const spliced = mend.of === "key" ? withKey(old, line, mend) : withValue(old, line, mend);
  if (spliced === null || spliced === old) return null;
  return saysOnly(mend, text, lines.with(line - 1, spliced).join("\n")) ? spliced : null;
}

function withKey(text: string, line: number, { path, place, name }: Mend & { readonly of: "key" }): string | null {
  const token = place.keyLine === line ? tokenAt(text, place.keyColumn - 1, { isKey: true }) : null;
  if (token === null || token.text !== path.at(-1)) return null;
  const word = written(name, token.quote);
  return word === null ? null : text.slice(0, token.start) + word + text.slice(token.end);
}

function withValue(text: string, line: number, mend: Mend & { readonly of: "value" }): string | null {
  const { place, value } = mend;
  if (place.line !== line) return null;
  // An empty value stands where its key does; so does an item in brackets.
  const isEmpty = place.column === place.keyColumn && place.keyLine === line && typeof mend.path.at(-1) === "string";
  if (isEmpty) return withNewValue(text, mend);
  const token = tokenAt(text, place.column - 1, { isKey: false });
  if (token === null) return null;
  // A number may be written in many ways; as text only the one that stands there is certain.
  if (token.quote === "" && typeof value === "string" && isPlainOther(token.text) && token.text !== value) return null;
  const word = written(value, token.quote);
  return word === null ? null : text.slice(0, token.start) + word + text.slice(token.end);
}

/** A key with nothing behind it, but perhaps a comment. */
function withNewValue(text: string, { place, value }: Mend & { readonly of: "value" }): string | null {
  const key = tokenAt(text, place.keyColumn - 1, { isKey: true });
  const rest = key === null ? "" : text.slice(key.end);
  const word = written(value, "");
  if (key === null || word === null || !/^\s*:\s*(?:#.*)?$/.test(rest)) return null;
  const colon = text.indexOf(":", key.end) + 1;
  return `${text.slice(0, colon)} ${word}${text.slice(colon)}`;
}

/** True for a plain word that is no text in YAML. */
function isPlainOther(text: string): boolean {
  return typeof readYaml(text).value !== "string";
}

/** True when the two texts say the same but for the mend. */
function saysOnly(mend: Mend, before: string, after: string): boolean {
  try {
    const [old, now] = [readYaml(before).value, readYaml(after).value];
    const { path } = mend;
    const parent = valueIn(old, path.slice(0, -1));
    const own = valueIn(old, path);
    if (parent === undefined || own === undefined) return false;
    if (mend.of === "value") return isDeepStrictEqual(withAt(old, path, mend.value), now);
    if (!isJsonObject(parent) || Object.hasOwn(parent, mend.name)) return false;
    const renamed = Object.entries(parent).map(([key, item]) => [key === path.at(-1) ? mend.name : key, item]);
    return isDeepStrictEqual(withAt(old, path.slice(0, -1), Object.fromEntries(renamed)), now);
  } catch (error) {
    if (error instanceof InvalidYaml) return false;
    throw error;
  }
}

/** A copy with another value at a path. */
function withAt(value: Json, [first, ...rest]: Path, leaf: Json): Json {
  if (first === undefined) return leaf;
  if (typeof first !== "string") {
    return Array.isArray(value) ? value.with(first.index, withAt(value[first.index] ?? null, rest, leaf)) : value;
  }
  return isJsonObject(value) ? { ...value, [first]: withAt(value[first] ?? null, rest, leaf) } : value;
}
