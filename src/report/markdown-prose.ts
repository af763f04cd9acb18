import { inlineCode } from "./markdown-text.ts";
import { printable } from "./printable.ts";
import { clip, listed } from "./words.ts";

/** Characters of a sentence that are shown. */
const LONGEST_SENTENCE = 400;
/** Characters of a name, a path or a key that are shown. */
const LONGEST_NAME = 160;

/**
 * A foreign sentence outside of fences: plain words stay as they are, and a word that Markdown, HTML or GitHub could give
 * a meaning to (a path, a mention, an issue's number, a commit, a link) becomes inline code.
 */
export function prose(sentence: string): string {
  const words = printable(clip(sentence, LONGEST_SENTENCE)).split(" ");
  return words
    .filter((word) => word !== "")
    .map(proseWord)
    .join(" ");
}

/** A foreign name, path or key as inline code, cut where it is too long to be read. */
export function codeName(name: string): string {
  return inlineCode(clip(name, LONGEST_NAME));
}

/** Foreign names as a sentence lists them, each as inline code. */
export function listedNames(names: readonly string[], most: number): string {
  return listed(
    names.map((name, at) => (at < most ? codeName(name) : name)),
    most,
  );
}

function proseWord(word: string, index: number): string {
  if (word === "->") return "-&#62;";
  const [, open = "", core = "", close = ""] = /^([("']*)(.*?)([.,;:?!)"']*)$/s.exec(word) ?? [];
  if (core === "" || (index === 0 && /^\d+[.)]/.test(word))) return inlineCode(word);
  return isPlain(core) ? open + core + close : open + inlineCode(core) + close;
}

/** Letters, numbers and hyphens, unless GitHub links it: `GH-12`, a commit. */
function isPlain(word: string): boolean {
  if (/^gh-\d/i.test(word) || /^(?=.*\d)[0-9a-f]{7,}$/i.test(word)) return false;
  return /^[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*$/u.test(word) || /^\d+(?:[.,]\d+)*%?$|^\d\d?:\d\d$/.test(word);
}
