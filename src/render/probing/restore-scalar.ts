import type { Json } from "../../vocabulary/index.ts";
import type { Token, TokenBook } from "./tokens.ts";

const BASE64 = /^[A-Za-z0-9+/]{8,}={0,2}$/;

/** The tokens in a scalar, and whether it reads as before once the originals are back; null where it holds none. */
export function restoreScalar(
  before: Json,
  after: Json,
  book: TokenBook,
): { readonly tokens: readonly Token[]; readonly explained: boolean } | null {
  if (typeof after !== "string" && typeof after !== "number") return null;
  const text = String(after);
  const restored = book.restore(text);
  if (restored !== null) {
    return { tokens: restored.tokens, explained: isScalar(before) && restored.variants.includes(String(before)) };
  }
  return restoreEncoded(before, text, book);
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== "object";
}

/** Secrets hold texts in base64. */
function restoreEncoded(before: Json, text: string, book: TokenBook): ReturnType<typeof restoreScalar> {
  const decoded = BASE64.test(text) ? decode(text) : null;
  const inside = decoded === null ? null : book.restore(decoded);
  if (inside === null) return null;
  const original = typeof before === "string" ? decode(before) : null;
  return { tokens: inside.tokens, explained: original !== null && inside.variants.includes(original) };
}

/** Null for what is no text in base64. */
function decode(text: string): string | null {
  const decoded = Buffer.from(text, "base64").toString("utf8");
  return Buffer.from(decoded, "utf8").toString("base64") === text ? decoded : null;
}
