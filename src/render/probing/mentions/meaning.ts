/** Stands in a path for any key of a map, or any item of a list. */
export const ANY = "\0any";

/** What an expression stands for, as far as it comes from values. */
export interface Meaning {
  /** Paths below `.Values`, each as a whole; the empty path is all of them. */
  readonly paths: readonly (readonly string[])[];
  /** True where it may be what a template file is given: `.Values`, `.Chart` and so on. */
  readonly context: boolean;
  /** Of a map that the template makes. */
  readonly fields: ReadonlyMap<string, Meaning>;
}

/** Nothing of values, or only what has been read already. */
export const NOTHING: Meaning = { paths: [], context: false, fields: new Map() };
export const CONTEXT: Meaning = { paths: [], context: true, fields: new Map() };

export function pathMeaning(path: readonly string[]): Meaning {
  return { ...NOTHING, paths: [path] };
}

/** Any of them. */
export function union(meanings: readonly Meaning[]): Meaning {
  const told = meanings.filter((one) => one !== NOTHING);
  const [first] = told;
  if (first === undefined) return NOTHING;
  if (told.length === 1) return first;
  const names = new Set(told.flatMap(({ fields }) => [...fields.keys()]));
  return {
    paths: uniquePaths(told.flatMap(({ paths }) => paths)),
    context: told.some(({ context }) => context),
    fields: new Map([...names].map((name) => [name, union(told.flatMap(({ fields }) => fields.get(name) ?? []))])),
  };
}

function uniquePaths(paths: readonly (readonly string[])[]): (readonly string[])[] {
  return [...new Map(paths.map((path) => [path.join("\0\0"), path])).values()];
}

/** A field of it. `Values` of anything is taken for the chart's values: contexts are handed on in many ways. */
export function fieldOf(meaning: Meaning, name: string): Meaning {
  const known = { ...NOTHING, paths: meaning.paths.map((path) => [...path, name]) };
  const all = name === "Values" ? pathMeaning([]) : NOTHING;
  return union([known, meaning.fields.get(name) ?? NOTHING, all]);
}

/** Any item of it. */
export function itemOf(meaning: Meaning): Meaning {
  const known = { ...NOTHING, paths: meaning.paths.map((path) => [...path, ANY]) };
  return union([known, ...meaning.fields.values()]);
}

/** The same text for the same meaning. */
export function keyOf({ paths, context, fields }: Meaning): string {
  const inner = [...fields].map(([name, meaning]) => JSON.stringify([name, keyOf(meaning)]));
  return JSON.stringify([context, paths.map((path) => path.join("\0\0")).toSorted(), inner.toSorted()]);
}

/** How deep its paths and fields go. */
export function depthOf({ paths, fields }: Meaning): number {
  return Math.max(0, ...paths.map(({ length }) => length), ...[...fields.values()].map((one) => 1 + depthOf(one)));
}
