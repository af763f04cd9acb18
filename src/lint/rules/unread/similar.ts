import { nearest } from "../../../config/near-miss.ts";

/** True when one key is so near to the other that somebody may have mistyped it: one word of it differs, and little. */
export function isMisspelling(key: string, known: string): boolean {
  if (key === known) return false;
  if (squeezed(key) === squeezed(known)) return true;
  const [mine, theirs] = [wordsOf(key), wordsOf(known)];
  if (mine.length !== theirs.length) return isTypo(squeezed(key), squeezed(known)) && !saysMore(mine, theirs);
  const differing = mine.flatMap((word, index) =>
    word === theirs[index] ? [] : [[word, theirs[index] ?? ""] as const],
  );
  return differing.length === 1 && differing.every(([word, other]) => isTypo(word, other));
}

function squeezed(key: string): string {
  return key.toLowerCase().replaceAll(/[-_.]/g, "");
}

/** `retention.ms`, `retentionMs` and `retention_ms` are the same two words. */
function wordsOf(key: string): readonly string[] {
  return key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[\s\-_.]+/);
}

/** One key has a word more than the other: `host` and `hostPath` are two things. */
function saysMore(mine: readonly string[], theirs: readonly string[]): boolean {
  const [few, many] = mine.length < theirs.length ? [mine, theirs] : [theirs, mine];
  return few.every((word) => many.includes(word));
}

/** Short words stand near each other by nature (`min` and `max`), numbers count, and typists get the first letter right. */
function isTypo(word: string, other: string): boolean {
  if (word.replace(/\d+/, "") === other.replace(/\d+/, "")) return false;
  if (word[0] === other[0] && lettersOf(word) === lettersOf(other)) return true;
  if (Math.min(word.length, other.length) <= 3) return `${word}s` === other || word === `${other}s`;
  const isFirstLost = word.slice(1) === other || word === other.slice(1);
  return (isFirstLost || word[0] === other[0]) && nearest(word, [other]) !== null;
}

function lettersOf(word: string): string {
  return word.split("").toSorted().join("");
}
