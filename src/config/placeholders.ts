const PLACEHOLDER = /\{(?<name>[^{}]*)\}/g;

/** Puts names in place of `{environment}` and `{application}`. */
export function fillPlaceholders(pattern: string, names: Readonly<Record<string, string>>): string {
  return pattern.replace(PLACEHOLDER, (placeholder, name: string) => names[name] ?? placeholder);
}

/** The first placeholder of a pattern that is not among the known ones; null when all are. */
export function unknownPlaceholder(pattern: string, known: readonly string[]): string | null {
  for (const { groups } of pattern.matchAll(PLACEHOLDER)) {
    const name = groups?.["name"] ?? "";
    if (!known.includes(name)) return name;
  }
  return null;
}
