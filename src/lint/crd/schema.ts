import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";
import { compilePattern } from "./pattern.ts";

/** What is allowed under keys that `properties` does not name: null for a boolean, which has no schema. */
export interface Additional {
  readonly schema: SchemaNode | null;
}

export type ListType = "atomic" | "set" | "map";

/** A rule of `x-kubernetes-validations`, as the CRD writes it. */
export interface WrittenRule {
  readonly rule: string;
  readonly message: string | null;
  readonly fieldPath: string | null;
  readonly optionalOldSelf: boolean;
}

/** A pattern as the CRD writes it. One that is none of Go's matches nothing, and nothing can be said by it. */
export interface WrittenPattern {
  readonly source: string;
  readonly isGo: boolean;
  matches(text: string): boolean;
}

const NO_CHILDREN: readonly SchemaNode[] = [];

/** One place of a CRD's schema (`JSONSchemaProps`). Children are made when they are asked for, once. */
export class SchemaNode {
  readonly raw: JsonObject;
  /** Empty where the schema takes any type; both types for `x-kubernetes-int-or-string`. */
  readonly types: readonly string[];
  readonly nullable: boolean;
  readonly preserves: boolean;
  readonly embedded: boolean;
  readonly default: Json | undefined;
  readonly listType: ListType;
  readonly listKeys: readonly string[];
  readonly required: readonly string[];
  readonly propertyNames: readonly string[];
  /** The properties with a default. */
  readonly defaulted: readonly string[];
  readonly #properties: JsonObject;
  readonly #made = new Map<string, SchemaNode>();
  readonly #keywords = new Map<string, SchemaNode | null>();
  #additional: Additional | null | undefined;
  readonly #lists = new Map<string, readonly SchemaNode[]>();
  #rules: readonly WrittenRule[] | null = null;
  #pattern: WrittenPattern | null = null;

  constructor(raw: JsonObject) {
    this.raw = raw;
    this.types = typesOf(raw);
    this.nullable = raw["nullable"] === true;
    this.preserves = raw["x-kubernetes-preserve-unknown-fields"] === true;
    this.embedded = raw["x-kubernetes-embedded-resource"] === true;
    this.default = raw["default"] ?? undefined;
    const listType = raw["x-kubernetes-list-type"];
    this.listType = listType === "set" || listType === "map" ? listType : "atomic";
    this.listKeys = texts(raw["x-kubernetes-list-map-keys"]);
    this.required = texts(raw["required"]);
    this.#properties = isJsonObject(raw["properties"]) ? raw["properties"] : {};
    this.propertyNames = Object.keys(this.#properties);
    this.defaulted = this.propertyNames.filter((name) => hasDefault(this.#properties[name]));
  }

  property(name: string): SchemaNode | null {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.#properties, name)) return null;
    const raw = this.#properties[name];
    if (!isJsonObject(raw)) return null;
    const made = new SchemaNode(raw);
    this.#made.set(name, made);
    return made;
  }

  /** What a key of a map holds: a declared property, or else what `additionalProperties` says; null without either. */
  field(name: string): SchemaNode | null {
    return this.property(name) ?? this.additional?.schema ?? null;
  }

  get additional(): Additional | null {
    if (this.#additional === undefined) {
      const written = this.raw["additionalProperties"];
      const isThere = written !== undefined && written !== null && written !== false;
      this.#additional = isThere ? { schema: this.#keyword("additionalProperties") } : null;
    }
    return this.#additional;
  }

  get items(): SchemaNode | null {
    return this.#keyword("items");
  }

  /** What texts have to match, null without a pattern. */
  get pattern(): WrittenPattern | null {
    const source = this.raw["pattern"];
    if (typeof source !== "string" || source === "") return null;
    this.#pattern ??= writtenPattern(source);
    return this.#pattern;
  }

  get not(): SchemaNode | null {
    return this.#keyword("not");
  }

  /** The schemas of `allOf`, `anyOf` or `oneOf`, empty where there are none. */
  alternatives(of: "allOf" | "anyOf" | "oneOf"): readonly SchemaNode[] {
    const written = this.raw[of];
    if (!Array.isArray(written)) return NO_CHILDREN;
    const known = this.#lists.get(of) ?? written.filter(isJsonObject).map((raw) => new SchemaNode(raw));
    this.#lists.set(of, known);
    return known;
  }

  get rules(): readonly WrittenRule[] {
    this.#rules ??= rulesOf(this.raw);
    return this.#rules;
  }

  #keyword(name: string): SchemaNode | null {
    const known = this.#keywords.get(name);
    if (known !== undefined) return known;
    const raw = this.raw[name];
    const made = isJsonObject(raw) ? new SchemaNode(raw) : null;
    this.#keywords.set(name, made);
    return made;
  }
}

function hasDefault(raw: Json | undefined): boolean {
  return isJsonObject(raw) && raw["default"] !== undefined && raw["default"] !== null;
}

function typesOf(raw: JsonObject): readonly string[] {
  if (raw["x-kubernetes-int-or-string"] === true) return ["integer", "string"];
  return typeof raw["type"] === "string" && raw["type"] !== "" ? [raw["type"]] : [];
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function rulesOf(raw: JsonObject): readonly WrittenRule[] {
  const written = raw["x-kubernetes-validations"];
  if (!Array.isArray(written)) return [];
  return written.filter(isJsonObject).map((rule) => ({
    rule: typeof rule["rule"] === "string" ? rule["rule"] : "",
    message: typeof rule["message"] === "string" && rule["message"] !== "" ? rule["message"].trim() : null,
    fieldPath: typeof rule["fieldPath"] === "string" && rule["fieldPath"] !== "" ? rule["fieldPath"] : null,
    optionalOldSelf: rule["optionalOldSelf"] === true,
  }));
}

function writtenPattern(source: string): WrittenPattern {
  const compiled = compilePattern(source);
  return { source, isGo: compiled !== null, matches: (text) => compiled?.matches(text) ?? false };
}
