import type { Path } from "./path.ts";

/** A path of values as people write it: `topics.alerts.config["retention.ms"]`, `users[2].name`. */
export function toValuesKey(path: Path): string {
  return path
    .map((segment, index) => (typeof segment === "string" ? named(segment, index) : `[${segment.index}]`))
    .join("");
}

function named(key: string, index: number): string {
  if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
  return index === 0 ? key : `.${key}`;
}
