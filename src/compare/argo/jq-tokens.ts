const TOKEN =
  /\s*(?:(\.[A-Za-z_][\w]*)|(\."(?:[^"\\]|\\.)*")|(\.?\[\s*"(?:[^"\\]|\\.)*"\s*\])|(\.?\[\s*-?\d+\s*\])|(\.?\[\s*\])|(\?)|(\|)|(select\s*\()|(\))|(==|!=)|(and\b|or\b)|("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true\b|false\b|null\b)|(\.))/y;

const NAMES = [
  "field",
  "quoted",
  "key",
  "index",
  "each",
  "try",
  "pipe",
  "select",
  "close",
  "compare",
  "logic",
  "literal",
  "dot",
] as const;
/** The sorts of words that the understood part of jq is made of. */
export type TokenName = (typeof NAMES)[number];

export interface Token {
  readonly name: TokenName;
  readonly text: string;
}

/** Cuts an expression into words; null when it holds something that is not understood. */
export function tokenize(expression: string): Token[] | null {
  const pattern = new RegExp(TOKEN);
  const text = expression.trim();
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return null;
    const group = match.slice(1).findIndex((part) => part !== undefined);
    const name = NAMES[group];
    if (name === undefined) return null;
    tokens.push({ name, text: match[group + 1] ?? "" });
  }
  return tokens;
}
