const SHOWN = 3;

/** Names as a sentence lists them, the first ones where they are many: `a, b, c and 4 more`. */
export function listed(names: readonly (string | number)[]): string {
  const shown = names.length > SHOWN + 1 ? names.slice(0, SHOWN) : names;
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  const last = shown.at(-1);
  return shown.length < 2 ? String(last ?? "") : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

/** That others have the same fault, after the name of the first: ` (like a and b)`; nothing where there are none. */
export function alike(names: readonly string[]): string {
  return names.length === 0 ? "" : ` (like ${listed(names)})`;
}
