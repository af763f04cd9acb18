import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../../vocabulary/index.ts";
import { readYaml } from "../yaml/index.ts";

/** A dependency as Chart.yaml declares it. */
export interface Dependency {
  readonly name: string;
  /** The name that it goes by in the chart: its alias, if it has one. */
  readonly alias: string;
  readonly version: string;
  readonly repository: string;
  /** The version that Chart.lock fixes; null without a lock. */
  readonly locked: string | null;
}

/** What a chart's folder says about the chart. */
export interface Chart {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** Chart.yaml, with the dependencies of a Helm 2 requirements.yaml put in. */
  readonly metadata: JsonObject;
  readonly dependencies: readonly Dependency[];
  /** Names of the charts that lie in `charts/`. */
  readonly unpacked: ReadonlySet<string>;
}

/**
 * Reads a chart's metadata. Faults that Helm itself reports are left to Helm: what cannot be read counts as absent.
 */
export async function readChart(folder: string): Promise<Chart> {
  const metadata = (await readMapping(join(folder, "Chart.yaml"))) ?? {};
  const requirements = metadata["apiVersion"] === "v1" ? await readMapping(join(folder, "requirements.yaml")) : null;
  const lock =
    (await readMapping(join(folder, "Chart.lock"))) ?? (await readMapping(join(folder, "requirements.lock")));
  const declared = requirements?.["dependencies"] ?? metadata["dependencies"] ?? [];
  return {
    folder,
    name: textOf(metadata["name"]),
    version: textOf(metadata["version"]),
    metadata: { ...metadata, dependencies: declared },
    dependencies: listOf(declared).map((one) => dependencyOf(one, listOf(lock?.["dependencies"] ?? []))),
    unpacked: new Set(await unpackedCharts(join(folder, "charts"))),
  };
}

function dependencyOf(declared: JsonObject, locked: readonly JsonObject[]): Dependency {
  const name = textOf(declared["name"]);
  const repository = textOf(declared["repository"]).replace(/\/+$/, "");
  const lock = locked.find((one) => one["name"] === name);
  return {
    name,
    alias: textOf(declared["alias"]) || name,
    repository,
    version: textOf(declared["version"]),
    locked: lock === undefined ? null : textOf(lock["version"]),
  };
}

async function unpackedCharts(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(folder).catch(() => [])) {
    if (entry.startsWith(".") || entry.startsWith("_")) continue;
    const archived = /^(.+)-v?\d+\.\d+.*\.tgz$/.exec(entry)?.[1];
    const metadata = archived === undefined ? await readMapping(join(folder, entry, "Chart.yaml")) : null;
    names.push(archived ?? textOf(metadata?.["name"]));
  }
  return names;
}

async function readMapping(file: string): Promise<JsonObject | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  try {
    const { value } = readYaml(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

function listOf(value: Json): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
