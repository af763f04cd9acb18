import type { Json } from "../../vocabulary/index.ts";

/** One value that a `--set` argument sets. */
export interface Assignment {
  /** Keys as text, places in lists as numbers. */
  readonly path: readonly (string | number)[];
  readonly value: Json;
}

/** A `--set` argument that Helm refuses. The message is one clause. */
export class InvalidParameter extends Error {
  override readonly name = "InvalidParameter";
}

/** As Helm has it, lest `a[999999999]=1` fills the memory. */
const MOST_ITEMS = 65_536;

/**
 * Reads what stands behind `--set` or `--set-string`, by the rules of Helm's `strvals`: pairs between commas, dots and
 * brackets in keys, lists in braces, a backslash before whatever is meant literally.
 * @throws InvalidParameter for what Helm refuses.
 */
export function parseAssignments(text: string, forceString: boolean): readonly Assignment[] {
  const reader = new Reader(text);
  const assignments: Assignment[] = [];
  while (!reader.done) {
    const path = readPath(reader);
    const value = readValue(reader, forceString);
    if (path.every((step) => step !== "")) assignments.push({ path, value });
  }
  return assignments;
}

function readPath(reader: Reader): (string | number)[] {
  const path: (string | number)[] = [];
  for (;;) {
    const { text, stop } = reader.until("=[,.");
    if (text !== "" || typeof path.at(-1) !== "number") path.push(text);
    if (stop === "=") return path;
    if (stop === "[") path.push(readIndex(reader));
    else if (stop !== ".") throw new InvalidParameter(`key ${JSON.stringify(text)} has no value`);
  }
}

function readIndex(reader: Reader): number {
  const { text, stop } = reader.until("]");
  const index = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (stop === null || !(index <= MOST_ITEMS)) throw new InvalidParameter(`[${text}] is no place in a list`);
  return index;
}

function readValue(reader: Reader, forceString: boolean): Json {
  if (!reader.takes("{")) return typed(reader.until(",").text, forceString);
  const list: Json[] = [];
  for (;;) {
    const { text, stop } = reader.until(",}");
    if (stop === null) throw new InvalidParameter("a list must end with }");
    if (stop === "}" && list.length === 0 && text === "") break;
    list.push(typed(text, forceString));
    if (stop === "}") break;
  }
  reader.takes(",");
  return list;
}

/** An integer, a truth value or null by its spelling; a number that starts with 0 is text, as in Helm. */
function typed(text: string, forceString: boolean): Json {
  if (forceString) return text;
  const word = text.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  if (text === "0") return 0;
  const integer = /^[-+]?\d+$/.test(text) && !text.startsWith("0") && inRange(BigInt(text.replace(/^\+/, "")));
  return integer ? Number(text) : text;
}

function inRange(integer: bigint): boolean {
  return integer >= -(2n ** 63n) && integer < 2n ** 63n;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Takes a character if it is the next one. */
  takes(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  /** The text up to one of the stops, and which; null at the end. */
  until(stops: string): { text: string; stop: string | null } {
    let text = "";
    while (!this.done) {
      const character = this.#text.charAt(this.#at++);
      if (stops.includes(character)) return { text, stop: character };
      text += character === "\\" ? this.#text.charAt(this.#at++) : character;
    }
    return { text, stop: null };
  }
}
