import { isJsonObject, type Json, type JsonObject, type KubernetesObject } from "../../vocabulary/index.ts";
import { compileRules, type Program } from "./cel/index.ts";
import { SchemaNode } from "./schema.ts";

/** One version of a kind as its CRD declares it. */
export interface DefinedVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema: SchemaNode;
  /** With the subresource, whoever creates an object cannot set its status. */
  readonly dropsStatus: boolean;
  /** Where the scale subresource finds the replicas, empty without one. */
  readonly replicasPath: readonly string[];
}

/** A CustomResourceDefinition, ready to check objects with; its schemas and rules are compiled once. */
export class Definition {
  /** `kafkatopics.kafka.strimzi.io`. */
  readonly name: string;
  readonly group: string;
  readonly kind: string;
  /** False for a definition of old that keeps every field. */
  readonly prunes: boolean;
  readonly versions: readonly DefinedVersion[];
  readonly #programs = new Map<SchemaNode, readonly Program[]>();

  constructor(name: string, spec: JsonObject) {
    this.name = name;
    this.group = textOf(spec["group"]);
    this.kind = isJsonObject(spec["names"]) ? textOf(spec["names"]["kind"]) : "";
    this.prunes = spec["preserveUnknownFields"] !== true;
    const versions = Array.isArray(spec["versions"]) ? spec["versions"] : [];
    this.versions = versions.filter(isJsonObject).flatMap(versionOf);
  }

  /** The compiled rules of one place of a schema. */
  programs(node: SchemaNode): readonly Program[] {
    if (node.rules.length === 0) return [];
    const known = this.#programs.get(node) ?? compileRules(node);
    this.#programs.set(node, known);
    return known;
  }
}

/** The definitions that an environment's objects are checked with. */
export interface Definitions {
  find(group: string, kind: string): Definition | null;
}

/** The definition that an object is; null when it is no CustomResourceDefinition of `apiextensions.k8s.io/v1`. */
export function definitionIn(object: JsonObject): Definition | null {
  const { apiVersion, kind, metadata, spec } = object;
  if (apiVersion !== "apiextensions.k8s.io/v1" || kind !== "CustomResourceDefinition") return null;
  if (!isJsonObject(metadata) || !isJsonObject(spec)) return null;
  return new Definition(textOf(metadata["name"]), spec);
}

/**
 * The definitions that an environment renders, and those of files for all other kinds.
 * @param objects whatever the environment renders; @param files from `readDefinitionFiles`.
 */
export function definitionsOf(objects: readonly KubernetesObject[], files: readonly Definition[]): Definitions {
  const known = new Map<string, Definition>();
  const rendered = objects.map(definitionIn).filter((definition) => definition !== null);
  for (const definition of [...rendered, ...files]) {
    const key = `${definition.group}/${definition.kind}`;
    if (!known.has(key)) known.set(key, definition);
  }
  return { find: (group, kind) => known.get(`${group}/${kind}`) ?? null };
}

function versionOf(raw: JsonObject): DefinedVersion[] {
  const schema = isJsonObject(raw["schema"]) ? raw["schema"]["openAPIV3Schema"] : null;
  if (!isJsonObject(schema)) return [];
  const subresources = isJsonObject(raw["subresources"]) ? raw["subresources"] : {};
  const scale = isJsonObject(subresources["scale"]) ? subresources["scale"] : {};
  return [
    {
      name: textOf(raw["name"]),
      served: raw["served"] === true,
      schema: new SchemaNode(schema),
      dropsStatus: isJsonObject(subresources["status"]),
      replicasPath: textOf(scale["specReplicasPath"])
        .split(".")
        .filter((name) => name !== ""),
    },
  ];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
