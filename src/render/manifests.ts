import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubernetesObject,
  type Path,
  type ReadFailure,
} from "../vocabulary/index.ts";
import { hookOf } from "./hooks.ts";
import type { RenderedObject } from "./rendering.ts";
import { InvalidYaml, type ManifestDocument, readYaml, splitDocuments } from "./yaml/index.ts";

/** What a stream of manifests holds, and the documents of it that are no manifest. */
export interface Manifests {
  readonly objects: readonly RenderedObject[];
  readonly failures: readonly ReadFailure[];
}

const SOURCE = /^# Source: (.+?)\r?$/m;

/**
 * Reads Helm's output, document by document; a malformed one costs itself only. Lists are opened up, as kubectl and
 * Argo CD do; what holds only comments is no document.
 */
export function readManifests(stream: string): Manifests {
  const objects: RenderedObject[] = [];
  const failures: ReadFailure[] = [];
  let template: string | null = null;
  for (const document of splitDocuments(stream)) {
    template = SOURCE.exec(document.text)?.[1] ?? template;
    try {
      objects.push(...readDocument(document, template));
    } catch (error) {
      if (!(error instanceof InvalidYaml)) throw error;
      failures.push(failureOf(error, document, template));
    }
  }
  return { objects, failures };
}

function readDocument(document: ManifestDocument, template: string | null): RenderedObject[] {
  const { value, duplicateKeys } = readYaml(document.text);
  if (value === null) return [];
  return openList(value, duplicateKeys).map((item) => {
    const object = asObject(item.value);
    return { object, template, hook: hookOf(object), duplicateKeys: item.duplicateKeys, unstable: [] };
  });
}

interface Item {
  readonly value: Json;
  readonly duplicateKeys: readonly Path[];
}

/** Whatever has `items` at its root is a list to the cluster's clients; an item without a header takes the list's. */
function openList(value: Json, duplicateKeys: readonly Path[]): Item[] {
  if (!isJsonObject(value) || !Array.isArray(value["items"])) return [{ value, duplicateKeys }];
  return value["items"].map((item, index) => ({
    value: isJsonObject(item) ? withHeader(item, value) : item,
    duplicateKeys: pathsOfItem(duplicateKeys, index),
  }));
}

function withHeader(item: JsonObject, list: JsonObject): JsonObject {
  const { apiVersion, kind } = list;
  if (typeof kind !== "string" || !kind.endsWith("List") || kind === "List") return item;
  return { apiVersion, kind: kind.slice(0, -"List".length), ...item };
}

function pathsOfItem(paths: readonly Path[], index: number): Path[] {
  return paths.flatMap((path) => {
    const [field, item, ...rest] = path;
    return field === "items" && typeof item === "object" && item.index === index ? [rest] : [];
  });
}

function asObject(value: Json): KubernetesObject {
  if (!isJsonObject(value)) throw new InvalidYaml("it is not a mapping", null);
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== "string" || apiVersion === "") throw new InvalidYaml("it has no apiVersion", null);
  if (typeof kind !== "string" || kind === "") throw new InvalidYaml("it has no kind", null);
  if (!isJsonObject(metadata)) throw new InvalidYaml(`this ${kind} has no metadata`, null);
  const name = metadata["name"] ?? metadata["generateName"];
  if (typeof name !== "string" || name === "") throw new InvalidYaml(`this ${kind} has no name that is text`, null);
  const namespace = metadata["namespace"] ?? undefined;
  if (namespace === undefined) return { ...value, apiVersion, kind, metadata: { ...withoutNamespace(metadata), name } };
  if (typeof namespace !== "string") throw new InvalidYaml(`the namespace of ${kind} ${name} is not text`, null);
  return { ...value, apiVersion, kind, metadata: { ...metadata, name, namespace } };
}

function withoutNamespace(metadata: JsonObject): JsonObject {
  const { namespace: _, ...rest } = metadata;
  return rest;
}

function failureOf(error: InvalidYaml, document: ManifestDocument, template: string | null): ReadFailure {
  const line = document.line - 1 + (error.line ?? 1);
  const what = template === null ? "a rendered document" : `a document of ${template}`;
  return { reason: "invalid-manifest", what, why: `${error.message} (line ${line} of the rendering)` };
}
