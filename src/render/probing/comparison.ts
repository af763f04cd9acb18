import {
  isJsonObject,
  type Json,
  type JsonObject,
  type Path,
  type PathSegment,
  toPointer,
} from "../../vocabulary/index.ts";
import { InvalidYaml, readYaml } from "../yaml/index.ts";
import { alignLists } from "./align.ts";
import { tokensIn } from "./snapshot.ts";
import type { Token, TokenBook } from "./tokens.ts";

/** One place at which two values differ. */
export interface Change {
  readonly path: Path;
  /** Undefined where only the later one has it. */
  readonly before: Json | undefined;
  /** Undefined where only the earlier one has it. */
  readonly after: Json | undefined;
  /** The tokens that stand in it. */
  readonly tokens: readonly Token[];
  /** True when it is as before once the originals are put back. */
  readonly explained: boolean;
  /** True when it is the key of the field that changed, not what stands below it. */
  readonly ofKey: boolean;
  /** What changed inside of a text, each piece as a text that is equal wherever the same piece changes alike. */
  readonly parts: readonly string[];
}

const BASE64 = /^[A-Za-z0-9+/]{8,}={0,2}$/;

/** Every place at which a probe differs from what it is compared with. */
export function changesOf(before: Json, after: Json, book: TokenBook): Change[] {
  const comparison = new Comparison(book);
  comparison.compare(before, after, []);
  return comparison.changes;
}

/** What only a probe has. */
export function additionOf(after: Json, book: TokenBook): Change {
  return {
    path: [],
    before: undefined,
    after,
    tokens: tokensIn(after, book),
    explained: false,
    ofKey: false,
    parts: [],
  };
}

/** What a probe lacks. */
export function lossOf(before: Json): Change {
  return { path: [], before, after: undefined, tokens: [], explained: false, ofKey: false, parts: [] };
}

class Comparison {
  readonly changes: Change[] = [];
  readonly #book: TokenBook;

  constructor(book: TokenBook) {
    this.#book = book;
  }

  compare(before: Json, after: Json, path: Path): void {
    if (before === after) return;
    if (isEmpty(before) && !isEmpty(after)) this.#changed(before, after, path);
    else if (isJsonObject(before) && isJsonObject(after)) this.#compareMaps(before, after, path);
    else if (Array.isArray(before) && Array.isArray(after)) this.#compareLists(before, after, path);
    else if (typeof before === "string" && typeof after === "string") this.#compareTexts(before, after, path);
    else this.#changed(before, after, path);
  }

  #compareMaps(before: JsonObject, after: JsonObject, path: Path): void {
    const others = new Map(Object.entries(after).map(([key, value]) => [this.#restored(key), { key, value }]));
    for (const [key, value = null] of Object.entries(before)) {
      const other = others.get(key);
      others.delete(key);
      if (other === undefined) this.changes.push({ ...lossOf(value), path: [...path, key] });
      else {
        this.#compareKeys(key, other.key, [...path, key]);
        this.compare(value, other.value ?? null, [...path, key]);
      }
    }
    for (const { key, value = null } of others.values()) {
      this.changes.push({ ...additionOf(value, this.#book), path: [...path, key] });
    }
  }

  #compareKeys(key: string, other: string, path: Path): void {
    if (key === other) return;
    const tokens = tokensIn(other, this.#book);
    this.changes.push({ path, before: key, after: other, tokens, explained: true, ofKey: true, parts: [] });
  }

  #compareLists(before: readonly Json[], after: readonly Json[], path: Path): void {
    const item = (index: number): PathSegment => ({ index, key: null });
    for (const pair of alignLists(before, after, (text) => this.#restored(text))) {
      if (pair.after === null) {
        this.changes.push({ ...lossOf(before[pair.before] ?? null), path: [...path, item(pair.before)] });
      } else if (pair.before === null) {
        this.changes.push({ ...additionOf(after[pair.after] ?? null, this.#book), path: [...path, item(pair.after)] });
      } else this.compare(before[pair.before] ?? null, after[pair.after] ?? null, [...path, item(pair.before)]);
    }
  }

  #changed(before: Json, after: Json, path: Path): void {
    const tokens = tokensIn(after, this.#book);
    const restored = isScalar(after) ? this.#book.restore(`${after}`) : null;
    const explained = restored !== null && isScalar(before) && restored.variants.includes(`${before}`);
    this.changes.push({ path, before, after, tokens, explained, ofKey: false, parts: [] });
  }

  #compareTexts(before: string, after: string, path: Path): void {
    const [old, now] = decoded(before, after);
    const restored = this.#book.restore(now);
    const exact = restored?.variants.includes(old) === true;
    const inside = exact ? [] : this.#inside(old, now);
    const explained = exact || (inside.length > 0 && inside.every((change) => change.explained));
    const tokens = restored?.tokens ?? [];
    this.changes.push({ path, before, after, tokens, explained, ofKey: false, parts: inside.map(atomOf) });
  }

  /** What changed in a text: in the YAML or JSON that it holds, else in its lines, else in its words. */
  #inside(before: string, after: string): Change[] {
    const [old, now] = [parse(before), parse(after)];
    const parsed = typeof old === "object" && typeof now === "object" && old !== null && now !== null;
    if (parsed) return changesOf(old, now, this.#book);
    const separator = before.includes("\n") || after.includes("\n") ? /\n/ : /(?<=[\s,;])/;
    const [pieces, others] = [before.split(separator), after.split(separator)];
    return pieces.length > 1 || others.length > 1 ? changesOf(pieces, others, this.#book) : [];
  }

  #restored(text: string): string {
    return this.#book.restore(text)?.variants[0] ?? text;
  }
}

/**
 * A text that is equal for the same change in two probes. A new item of a list is known by its content, since its place
 * moves; anything else that is new by its place, since others may change what is in it.
 */
export function atomOf({ path, before, after, ofKey }: Omit<Change, "parts" | "explained" | "tokens">): string {
  if (before !== undefined) return `${toPointer(path)} ${ofKey} ${JSON.stringify(after)}`;
  const item = typeof path.at(-1) === "object";
  return item ? `${toPointer(path.slice(0, -1))} + ${JSON.stringify(after)}` : `${toPointer(path)} +`;
}

/** An empty map or list that is filled changes as a whole. */
function isEmpty(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isScalar(value: Json): value is string | number | boolean | null {
  return value === null || typeof value !== "object";
}

/** Secrets hold texts in base64; so do the places of hashes. */
function decoded(before: string, after: string): readonly [string, string] {
  const [old, now] = [decode(before), decode(after)];
  return old === null || now === null ? [before, after] : [old, now];
}

/** Null for what is no text in base64. */
function decode(text: string): string | null {
  if (!BASE64.test(text)) return null;
  const decodedText = Buffer.from(text, "base64").toString("utf8");
  return Buffer.from(decodedText, "utf8").toString("base64") === text ? decodedText : null;
}

/** Undefined for what is no YAML. */
function parse(text: string): Json | undefined {
  if (!/[:\-[{]/.test(text)) return undefined;
  try {
    return readYaml(text).value;
  } catch (error) {
    if (error instanceof InvalidYaml) return undefined;
    throw error;
  }
}
