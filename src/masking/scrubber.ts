import { isJsonObject, type Json, type JsonObject } from "../vocabulary/index.ts";
import { CONTRACT_IDS } from "./contract-ids.ts";
import { type Sides, scrubPair } from "./pair.ts";
import { formsOf, isSecret, itemsOf } from "./secret-values.ts";
import { createValueMatcher, type ValueMatcher } from "./value-matcher.ts";

/** What stands in a text where a Secret value stood. Shorter than any value, so scrubbing ends. */
const SCRUBBED = "***";

/**
 * A name or path is an identity, so a Secret value that happens to be a common word must not damage it.
 * From this length on a value is no word that a field is named by, and it is scrubbed there too.
 */
const SHORTEST_IN_NAMES = 16;

/** Knows the Secret values of a run and takes them out of whatever leaves the process. */
export interface Scrubber {
  /** Remembers every value of a Secret, or of each Secret in a List. Other kinds teach nothing. */
  learn(object: JsonObject): void;
  /** Remembers a secret text that stands in no manifest: a password from a file, for instance. */
  learnText(text: string): void;
  /** A text without any known value of at least eight characters, in plain, base64, JSON or URL spelling. */
  scrub(text: string): string;
  /**
   * A copy of a document of ours, a report for instance. Keys, enums and ids of the contract stay as they are, texts and
   * foreign values are scrubbed; where that would hide a change between `desired` and `live`, both sides are told apart.
   */
  scrubJson<T>(document: T): T;
  /** A copy of foreign data, such as a manifest: every string in it is scrubbed, and every key that hides a long value. */
  scrubValue(value: Json): Json;
}

/** A scrubber that knows nothing yet. */
export function createScrubber(): Scrubber {
  return new LearningScrubber();
}

class LearningScrubber implements Scrubber {
  readonly #forms = new Set<string>();
  #all: ValueMatcher | null = null;
  #long: ValueMatcher | null = null;

  learn(object: JsonObject): void {
    for (const item of itemsOf(object)) if (isSecret(item)) this.#learnSecret(item);
  }

  learnText(text: string): void {
    this.#learnSecret({ stringData: { text } });
  }

  scrub(text: string): string {
    this.#all ??= createValueMatcher(this.#forms);
    return this.#all.replace(text, SCRUBBED);
  }

  scrubJson<T>(document: T): T {
    return this.#contract(document, null) as T;
  }

  scrubValue(value: Json): Json {
    if (typeof value === "string") return this.scrub(value);
    if (Array.isArray(value)) return value.map((item) => this.scrubValue(item));
    if (!isJsonObject(value)) return value;
    return mapObject(
      value,
      (item) => this.scrubValue(item),
      (key) => this.#scrubName(key),
    );
  }

  #learnSecret(secret: JsonObject): void {
    const before = this.#forms.size;
    for (const form of formsOf(secret)) this.#forms.add(form);
    if (this.#forms.size === before) return;
    this.#all = null;
    this.#long = null;
  }

  #scrubName(name: string): string {
    this.#long ??= createValueMatcher([...this.#forms].filter((form) => form.length >= SHORTEST_IN_NAMES));
    return this.#long.replace(name, SCRUBBED);
  }

  #contract(value: unknown, key: string | null): unknown {
    if (typeof value === "string") return this.#contractText(value, key);
    if (key === "resource") return value;
    if (Array.isArray(value)) return value.map((item) => this.#contract(item, key));
    if (!isJsonObject(value)) return value;
    const sides: Sides = scrubPair(sidesOf(value), (side) => this.scrubValue(side));
    return mapObject(value, (item, name) => {
      if (name === "desired" || name === "live") return sides[name];
      return this.#contract(item, name) as Json;
    });
  }

  #contractText(text: string, key: string | null): string {
    if (key === "path" || key === "keyedPath") return this.#scrubName(text);
    return key !== null && CONTRACT_IDS.has(key) ? text : this.scrub(text);
  }
}

function sidesOf({ desired, live }: JsonObject): Sides {
  return { ...(desired !== undefined && { desired }), ...(live !== undefined && { live }) };
}

function mapObject(
  object: JsonObject,
  mapItem: (item: Json, key: string) => Json | undefined,
  mapKey: (key: string) => string = (key) => key,
): JsonObject {
  // Entries, since an assignment to `__proto__` would be lost.
  const entries = Object.entries(object).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [mapKey(key), mapItem(item ?? null, key)]));
}
