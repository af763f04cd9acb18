/** A text that stands in for a piece of a leaf's value, and is found again wherever the value goes. */
export interface Token {
  readonly text: string;
  /** What it stands in for. */
  readonly original: string;
  readonly leaf: number;
}

/** A text with tokens, as it reads once the originals are back. */
export interface Restored {
  /** The same text; where a number may be written in two ways, in each. */
  readonly variants: readonly string[];
  readonly tokens: readonly Token[];
}

const LETTERS = "bcdfghjkmnpqrstvwxyz";
const WORD = /zq[bcdfghjkmnpqrstvwxyz]{4}/gi;
const NUMBER = /(?<!\d)(?:0\.)?[1-9]\d{4}(?!\d)/g;
const EITHER = new RegExp(`${WORD.source}|${NUMBER.source}`, "gi");
const HASH = /^[0-9a-f]{32,}$/;

/** Makes tokens that no other text of an application holds. */
export class TokenMint {
  readonly #taken: string;
  #words = 0;
  #numbers = 10_000;

  /** `taken` is every text in which no token may occur by chance: what is rendered, and the values. */
  constructor(taken: string) {
    this.#taken = taken.toLowerCase();
  }

  /** Six letters: no function that changes case, cuts at other characters or escapes text changes them. */
  word(): string {
    for (;;) {
      const text = wordOf(this.#words++);
      if (!this.#taken.includes(text)) return text;
    }
  }

  /** Five digits: below the size that Go prints as an exponent, and small enough to count to. */
  number(): string {
    for (;;) {
      this.#numbers += 3;
      const text = String(this.#numbers);
      if (!text.endsWith("0") && !this.#taken.includes(text)) return text;
    }
  }
}

function wordOf(count: number): string {
  let rest = count;
  let text = "";
  for (let place = 0; place < 4; place++) {
    text += LETTERS[rest % LETTERS.length];
    rest = Math.floor(rest / LETTERS.length);
  }
  return `zq${text}`;
}

/** Knows the tokens of one render. */
export class TokenBook {
  readonly #tokens: ReadonlyMap<string, Token>;

  constructor(tokens: readonly Token[]) {
    this.#tokens = new Map(tokens.map((token) => [token.text.toLowerCase(), token]));
  }

  /** Puts the originals back; null where the text holds no token. */
  restore(text: string): Restored | null {
    if (HASH.test(text)) return null;
    const found: Token[] = [];
    const replace = (write: (original: string) => string): string =>
      text.replaceAll(EITHER, (match) => {
        const whole = this.#tokens.get(match.toLowerCase());
        const before = whole === undefined && match.startsWith("0.") ? "0." : "";
        const token = whole ?? this.#tokens.get(match.slice(before.length));
        if (token === undefined) return match;
        found.push(token);
        return before + inCaseOf(match.slice(before.length), token, write(token.original));
      });
    const plain = replace((original) => original);
    if (found.length === 0) return null;
    const tokens = [...new Set(found)];
    return { variants: [...new Set([plain, replace(goNumber)])], tokens };
  }
}

/** A template that changes a text's case changes the token's too. */
function inCaseOf(match: string, token: Token, original: string): string {
  if (match === token.text) return original;
  if (match === match.toLowerCase()) return original.toLowerCase();
  if (match === match.toUpperCase()) return original.toUpperCase();
  return original.charAt(0).toUpperCase() + original.slice(1);
}

/** Go's default text of a large number from a values file: `6.048e+08`. */
export function goNumber(text: string): string {
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || Math.abs(number) < 1e6) return text;
  return number.toExponential().replace(/e\+(\d)$/, "e+0$1");
}
