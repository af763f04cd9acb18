/** A text cut to so many characters; no character is cut in two. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Parts as a sentence lists them: `a, b and 3 more`. */
export function listed(parts: readonly string[], most: number): string {
  const shown = parts.slice(0, parts.length <= most ? most : most - 1);
  const left = parts.length - shown.length;
  const all = left === 0 ? shown : [...shown, `${left} more`];
  const last = all.at(-1) ?? "";
  return all.length <= 1 ? last : `${all.slice(0, -1).join(", ")} and ${last}`;
}

/** `3 objects`, `1 object`. */
export function counted(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
