import type { OpenApiDocument } from "../../observe/kubernetes/port.ts";
import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";

/** How a value is spelled, where the schema knows more than its JSON type. */
export type ScalarForm = "quantity" | "int-or-string" | "date-time" | "byte";

/** How Kubernetes merges a list: as a whole, as a set of values, or item by item under its keys. */
export type ListType = { readonly type: "atomic" | "set" } | { readonly type: "map"; readonly keys: readonly string[] };

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** One place of an object's schema. Children are made when they are asked for, once. */
export interface Schema {
  /** The last word of the definition's name, `PodSpec`; null for an inline schema. */
  readonly definition: string | null;
  /** True for a type of Kubernetes itself: the server drops empty values and fills in defaults that no schema names. */
  readonly builtIn: boolean;
  readonly form: ScalarForm | null;
  readonly list: ListType;
  /** True for a map that one manager owns as a whole. */
  readonly atomicMap: boolean;
  /** True for a map with free keys: no declared field. */
  readonly freeMap: boolean;
  /** The default that the schema itself names. */
  readonly default: Json | undefined;
  /** False for a field that the server prunes. */
  declares(field: string): boolean;
  field(name: string): Schema;
  items(): Schema;
}

const ATOMIC: ListType = { type: "atomic" };

/** What is below a field that keeps unknown content: maps by key, lists as a whole, as the API server takes them. */
export const UNTYPED: Schema = {
  definition: null,
  builtIn: false,
  form: null,
  list: ATOMIC,
  atomicMap: false,
  freeMap: true,
  default: undefined,
  declares: () => true,
  field: () => UNTYPED,
  items: () => UNTYPED,
};

const UNTYPED_METADATA: Schema = { ...UNTYPED, definition: "ObjectMeta" };

/** An object of a kind that is served without a schema: its metadata still are what every object has. */
export const UNTYPED_OBJECT: Schema = {
  ...UNTYPED,
  field: (name) => (name === "metadata" ? UNTYPED_METADATA : UNTYPED),
};

/** The schema of a kind in an API server's OpenAPI document, null when the document does not have it. */
export function schemaFor(document: OpenApiDocument, wanted: GroupVersionKind): Schema | null {
  const definitions = document.components?.schemas ?? {};
  for (const [name, raw] of Object.entries(definitions)) {
    if (raw !== undefined && isKind(raw, wanted)) return new Node({ raw, name }, definitions);
  }
  return null;
}

function isKind(raw: JsonObject, wanted: GroupVersionKind): boolean {
  const kinds = raw["x-kubernetes-group-version-kind"];
  if (!Array.isArray(kinds)) return false;
  return kinds.some(
    (kind) =>
      isJsonObject(kind) &&
      kind["group"] === wanted.group &&
      kind["version"] === wanted.version &&
      kind["kind"] === wanted.kind,
  );
}

type Definitions = Readonly<Record<string, JsonObject | undefined>>;

interface Source {
  readonly raw: JsonObject;
  /** Full name of the definition, null for an inline schema. */
  readonly name: string | null;
}

const REF_PREFIX = "#/components/schemas/";

class Node implements Schema {
  readonly definition: string | null;
  readonly builtIn: boolean;
  readonly form: ScalarForm | null;
  readonly list: ListType;
  readonly atomicMap: boolean;
  readonly freeMap: boolean;
  readonly default: Json | undefined;
  readonly #definitions: Definitions;
  readonly #properties: JsonObject;
  readonly #additional: JsonObject | null;
  readonly #preserves: boolean;
  readonly #items: JsonObject | null;
  readonly #fields = new Map<string, Schema>();
  #item: Schema | null = null;
  #free: Schema | null = null;
  readonly #inherited: boolean;

  constructor(source: Source, definitions: Definitions, inherited = false) {
    const { raw, name } = resolve(source, definitions);
    this.#definitions = definitions;
    this.definition = name === null ? null : name.slice(name.lastIndexOf(".") + 1);
    this.builtIn = name === null ? inherited : name.startsWith("io.k8s.");
    this.#inherited = this.builtIn;
    this.form = formOf(raw, this.definition);
    this.list = listOf(raw);
    this.atomicMap = raw["x-kubernetes-map-type"] === "atomic";
    this.#properties = objectOf(raw["properties"]) ?? {};
    const additional = raw["additionalProperties"];
    this.#additional = additional === true ? {} : objectOf(additional);
    const declaresNothing = Object.keys(this.#properties).length === 0 && this.#additional === null;
    this.#preserves =
      raw["x-kubernetes-preserve-unknown-fields"] === true ||
      raw["x-kubernetes-embedded-resource"] === true ||
      (declaresNothing && (this.builtIn || raw["type"] === undefined));
    this.freeMap = Object.keys(this.#properties).length === 0 && (this.#preserves || this.#additional !== null);
    this.default = source.raw["default"] ?? raw["default"];
    this.#items = objectOf(raw["items"]);
  }

  declares(field: string): boolean {
    return this.#preserves || this.#additional !== null || this.#properties[field] !== undefined;
  }

  field(name: string): Schema {
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    const raw = objectOf(this.#properties[name]);
    if (raw === null) return this.#anyField();
    const made = this.#child(raw);
    this.#fields.set(name, made);
    return made;
  }

  items(): Schema {
    this.#item ??= this.#items === null ? UNTYPED : this.#child(this.#items);
    return this.#item;
  }

  #anyField(): Schema {
    this.#free ??= this.#additional === null ? UNTYPED : this.#child(this.#additional);
    return this.#free;
  }

  #child(raw: JsonObject): Schema {
    return new Node({ raw, name: null }, this.#definitions, this.#inherited);
  }
}

/** Follows `$ref`, and the `allOf` of one `$ref` by which the server attaches a default to it. */
function resolve(source: Source, definitions: Definitions): Source {
  const { raw } = source;
  const all = raw["allOf"];
  const only = Array.isArray(all) && all.length === 1 ? objectOf(all[0]) : null;
  const ref = raw["$ref"] ?? only?.["$ref"];
  if (typeof ref !== "string") return source;
  const name = ref.slice(REF_PREFIX.length);
  return resolve({ raw: definitions[name] ?? {}, name }, definitions);
}

function formOf(raw: JsonObject, definition: string | null): ScalarForm | null {
  if (definition === "Quantity") return "quantity";
  // In a custom resource a quantity is written as int-or-string, and a plain number reads the same under both.
  if (raw["x-kubernetes-int-or-string"] === true) return "quantity";
  const { format } = raw;
  return format === "int-or-string" || format === "date-time" || format === "byte" ? format : null;
}

function listOf(raw: JsonObject): ListType {
  const type = raw["x-kubernetes-list-type"];
  const keys = raw["x-kubernetes-list-map-keys"];
  if (type === "map" && Array.isArray(keys)) return { type: "map", keys: keys.map(String) };
  return type === "set" ? { type: "set" } : ATOMIC;
}

function objectOf(value: Json | undefined): JsonObject | null {
  return isJsonObject(value) ? value : null;
}
