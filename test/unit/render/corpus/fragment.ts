import {
  isJsonObject,
  type Json,
  type JsonObject,
  type Path,
  type Transformation,
} from "../../../../src/vocabulary/index.ts";
import type { Random } from "./random.ts";

/** One arrow that is true by construction. */
export interface TrueLink {
  readonly leaf: Path;
  readonly of: "value" | "key";
  /** `ConfigMap/name` */
  readonly resource: string;
  /** JSON pointer; empty for the object as a whole. */
  readonly pointer: string;
  /** Null where two words would fit. */
  readonly transformation: Transformation | null;
  readonly present: boolean;
  /** True for an arrow that is right if found, but shows with some other values only. */
  readonly optional: boolean;
}

/** A piece of a chart with values of its own, and what is true of them. */
export interface Fragment {
  /** Its values stand below this key, its objects have names that begin with it. */
  readonly id: string;
  readonly construct: string;
  /** The values as Helm merges them, from the root. */
  readonly values: JsonObject;
  /** How they stand in the values file, where plain YAML would not do. */
  readonly text: string | null;
  /** By their path in the chart. */
  readonly files: Readonly<Record<string, string>>;
  /** By their path in the repository. */
  readonly outside: Readonly<Record<string, string>>;
  /** Items of `dependencies` in Chart.yaml. */
  readonly dependencies: readonly JsonObject[];
  readonly links: readonly TrueLink[];
  /** Leaves that no template speaks of. */
  readonly unread: readonly Path[];
  /** Leaves that a template reads, but whose own value moves nothing. */
  readonly still: readonly Path[];
  readonly dormant: readonly { readonly leaf: Path; readonly switchedBy: Path; readonly on: Json }[];
  /** Fields that change by themselves. */
  readonly unstable: readonly { readonly resource: string; readonly pointer: string }[];
  /** Another value for a leaf, where not any would show the effect. */
  readonly changes: ReadonlyMap<string, Json>;
}

/**
 * A fragment as its construct writes it. In templates `@` stands for `.Values.ID`, and `ID` for the fragment's key, as in
 * every other text. `moves` has a line for each arrow, `LEAF -> [RESOURCE] POINTER [TRANSFORMATION] [absent] [optional]`:
 * the leaf below the fragment's key, or from the root behind a `/`; `key:` before it for a key; `.` for the object as a
 * whole; without a resource the ConfigMap `ID`.
 */
export interface Draft {
  readonly values?: JsonObject;
  /** Values at the root, beside those of the fragment. */
  readonly root?: JsonObject;
  readonly text?: string;
  readonly template?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly outside?: Readonly<Record<string, string>>;
  readonly dependencies?: readonly JsonObject[];
  readonly moves?: string;
  readonly unread?: readonly string[];
  readonly still?: readonly string[];
  /** Leaf, switch, and the value that switches it on. */
  readonly dormant?: readonly (readonly [string, string, Json])[];
  readonly unstable?: readonly string[];
  readonly changes?: Readonly<Record<string, Json>>;
}

/** Makes a draft of other values each time. */
export interface Construct {
  readonly name: string;
  readonly make: (random: Random) => Draft;
}

export function fragmentOf(construct: Construct, id: string, random: Random): Fragment {
  const draft = named(construct.make(random), id);
  const path = (text: string): Path => (text.startsWith("/") ? pathOf(text.slice(1)) : [id, ...pathOf(text)]);
  const files = {
    ...draft.files,
    ...(draft.template === undefined ? {} : { [`templates/${id}.yaml`]: draft.template }),
  };
  return {
    id,
    construct: construct.name,
    values: { ...(draft.values === undefined ? {} : { [id]: draft.values }), ...draft.root },
    text: draft.text ?? null,
    files: mapTexts(files, (text) => text.replaceAll("@", `.Values.${id}`)),
    outside: draft.outside ?? {},
    dependencies: draft.dependencies ?? [],
    links: linesOf(draft.moves ?? "").map((line) => linkOf(line, id, path)),
    unread: (draft.unread ?? []).map(path),
    still: (draft.still ?? []).map(path),
    dormant: (draft.dormant ?? []).map(([leaf, by, on]) => ({ leaf: path(leaf), switchedBy: path(by), on })),
    unstable: (draft.unstable ?? []).map((line) => targetOf(line.split(" "), id)),
    changes: new Map(Object.entries(draft.changes ?? {}).map(([leaf, to]) => [keyOf(path(leaf)), to])),
  };
}

/** A path as text, to look it up by. */
export function keyOf(path: Path): string {
  return JSON.stringify(path.map((segment) => (typeof segment === "string" ? segment : segment.index)));
}

/** `a.b[0]["c.d"]` */
export function pathOf(text: string): Path {
  return [...text.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, name]) =>
    index === undefined ? (quoted ?? name ?? "") : { index: Number(index), key: null },
  );
}

/** A ConfigMap of the fragment with these lines as its data. */
export function configMap(data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ID\ndata:\n${indent(data, 2)}`;
}

/** Another object of the fragment, its body beside the metadata. */
export function object(kind: string, name: string, body: string): string {
  return `apiVersion: example.org/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${body}`;
}

export function indent(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(by));
}

/** The draft with the fragment's key in every text, keys of maps among them. */
function named(draft: Draft, id: string): Draft {
  const inText = (text: string): string => text.replaceAll(/(?<![A-Za-z])ID/g, id);
  const renamed = (_: string, value: unknown): unknown => {
    if (typeof value === "string") return inText(value);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [inText(key), item]));
  };
  return JSON.parse(JSON.stringify(draft), renamed);
}

function mapTexts(files: Readonly<Record<string, string>>, change: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(text)]));
}

function linesOf(table: string): string[] {
  return table
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function linkOf(line: string, id: string, path: (text: string) => Path): TrueLink {
  const [left = "", right = ""] = line.split(/\s+->\s+/);
  const words = right.split(/\s+/);
  const rest = words.slice(words[0]?.startsWith("/") === true || words[0] === "." ? 1 : 2);
  return {
    leaf: path(left.replace(/^key:/, "")),
    of: left.startsWith("key:") ? "key" : "value",
    ...targetOf(words, id),
    transformation: rest.map(transformationOf).find((word) => word !== null) ?? null,
    present: !rest.includes("absent"),
    optional: rest.includes("optional"),
  };
}

function targetOf(words: readonly string[], id: string): { readonly resource: string; readonly pointer: string } {
  const [first = "", second = ""] = words;
  const own = first.startsWith("/") || first === ".";
  const pointer = own ? first : second;
  return { resource: own ? `ConfigMap/${id}` : first, pointer: pointer === "." ? "" : pointer };
}

function transformationOf(word: string): Transformation | null {
  const known = [
    "same",
    "quoted",
    "formatted",
    "joined",
    "split",
    "list-item",
    "key",
    "condition",
    "checksum",
  ] as const;
  return known.find((one) => one === word) ?? null;
}
