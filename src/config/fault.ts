/** The way from the root of holdfast.yaml to one of its values. */
export type ConfigPath = readonly (string | number)[];

/** A mistake in holdfast.yaml. */
export interface Fault {
  readonly path: ConfigPath;
  /** Whether the key is wrong or the value. */
  readonly at: "key" | "value";
  /** What is wrong and what to do next. */
  readonly message: string;
}

/** The path as people write it: `environments[2].cluster.context`. */
export function showPath(path: ConfigPath): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${part}`))
    .join("");
}

/** The value at a path; undefined when there is none. */
export function valueAt(data: unknown, path: ConfigPath): unknown {
  let value: unknown = data;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}
