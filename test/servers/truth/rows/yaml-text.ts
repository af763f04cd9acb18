const MARK = "@yaml:";

/** A scalar that goes into git's manifest as this YAML text, unquoted. */
export function yaml(text: string): string {
  return `${MARK}${text}`;
}

/** JSON, which is YAML, with the marked scalars as they were meant. */
export function toYaml(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"@yaml:((?:[^"\\]|\\.)*)"/g, (_, text: string) => JSON.parse(`"${text}"`));
}
