import type { GeneratorValue } from "fast-check";
import fc from "fast-check";
import { isJsonObject, type Json, type KubernetesObject } from "../../../src/vocabulary/index.ts";
import { yaml } from "./rows/yaml-text.ts";

/** Spells a manifest in another legal way: the API server would make the same of it. `choose` is fast-check's. */
export function respell(object: KubernetesObject, choose: GeneratorValue): KubernetesObject {
  const kafka = object.apiVersion.startsWith("kafka.strimzi.io/");
  const other = respellValue(asText(object, choose), { choose, path: [], kafka });
  if (!isJsonObject(other)) throw new Error("a manifest is an object");
  return { ...object, ...other, metadata: respellMetadata(object, choose) };
}

interface Spot {
  readonly choose: GeneratorValue;
  readonly path: readonly string[];
  readonly kafka: boolean;
}

const MERGED_BY_KEY: ReadonlySet<string> = new Set(["env", "volumes", "volumeMounts", "containers", "ports"]);

function respellValue(value: Json, spot: Spot): Json {
  const { choose, path } = spot;
  if (Array.isArray(value)) {
    const items = value.map((item) => respellValue(item, { ...spot, path: [...path, "-"] }));
    return isKeyed(path) ? choose(fc.shuffledSubarray, items, { minLength: items.length }) : items;
  }
  if (isJsonObject(value)) return respellObject(value, spot);
  return respellScalar(value, spot);
}

/** Only pods' lists are merged by key; others of these names are one value. */
function isKeyed(path: readonly string[]): boolean {
  return path[0] === "spec" && path[1] === "template" && path[2] === "spec" && MERGED_BY_KEY.has(path.at(-1) ?? "");
}

function respellObject(value: { [key: string]: Json | undefined }, spot: Spot): Json {
  const entries = Object.entries(value).map(([key, item]): [string, Json] => {
    const raw = key === "metadata" && spot.path.length === 0;
    return [key, raw ? (item ?? null) : respellValue(item ?? null, { ...spot, path: [...spot.path, key] })];
  });
  const order = spot.choose(fc.shuffledSubarray, entries, { minLength: entries.length });
  return Object.fromEntries(order);
}

function respellScalar(value: Json, { choose, path, kafka }: Spot): Json {
  const spellings = spellingsOf(value, { path, kafka });
  return spellings.length === 0 ? value : choose(fc.constantFrom, ...spellings);
}

function spellingsOf(value: Json, { path, kafka }: Pick<Spot, "path" | "kafka">): Json[] {
  if (value === true) return ["true", "yes", "On", "TRUE"].map(yaml);
  if (value === false) return ["false", "no", "off", "False"].map(yaml);
  if (kafka && path.at(-2) === "config") return typeof value === "number" ? [value, String(value)] : [];
  if (typeof value === "string") return isQuantity(path) ? quantitySpellings(value) : [];
  if (typeof value !== "number" || !Number.isInteger(value) || value <= 0) return [];
  return [String(value), `0x${value.toString(16)}`, `0o${value.toString(8)}`, `${value}.0`].map(yaml);
}

function quantitySpellings(value: string): Json[] {
  const [, digits = "", unit = ""] = /^(\d+)(Gi|Mi|m)?$/.exec(value) ?? [];
  const number = Number(digits);
  if (digits === "") return [];
  if (unit === "m") return [value, `${number / 1000}`, `${number}000u`];
  if (unit === "") return [value, `${number}000m`, `${number}.0`];
  return [value, `${number * 1024}${unit === "Gi" ? "Mi" : "Ki"}`, `${number}.0${unit}`];
}

function isQuantity(path: readonly string[]): boolean {
  return path.at(-3) === "resources" && (path.at(-2) === "limits" || path.at(-2) === "requests");
}

function asText(object: KubernetesObject, choose: GeneratorValue): KubernetesObject {
  const { data, ...rest } = object;
  if (object.kind !== "Secret" || !isJsonObject(data) || choose(fc.boolean)) return object;
  const decoded = Object.entries(data).map(([key, value]) => [
    key,
    Buffer.from(typeof value === "string" ? value : "", "base64").toString("utf8"),
  ]);
  return {
    ...rest,
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: object.metadata,
    stringData: Object.fromEntries(decoded),
  };
}

function respellMetadata({ metadata }: KubernetesObject, choose: GeneratorValue): KubernetesObject["metadata"] {
  const nothing = choose(fc.constantFrom, ...["creationTimestamp", "ownerReferences", "finalizers"]);
  return { [nothing]: null, ...(choose(fc.boolean) && { annotations: {} }), ...metadata };
}
