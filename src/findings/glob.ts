/**
 * True when the text as a whole fits the glob: `*` stands for anything within a name, `**` for anything across `/`.
 * Everything else stands for itself, so that `[name=web]` in a path needs no quoting.
 */
export function matchesGlob(glob: string, text: string): boolean {
  return compile(glob).test(text);
}

function compile(glob: string): RegExp {
  const pattern = glob
    .split(/(\*\*|\*)/)
    .map((part) => WILDCARDS.get(part) ?? part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"))
    .join("");
  return new RegExp(`^${pattern}$`, "s");
}

const WILDCARDS = new Map([
  ["**", ".*"],
  ["*", "[^/]*"],
]);
