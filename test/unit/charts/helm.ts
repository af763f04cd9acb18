import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import { locateHelm } from "../../../src/render/index.ts";
import { isJsonObject, type JsonObject } from "../../../src/vocabulary/index.ts";

export type HelmMajor = "helm-3" | "helm-4";

export const HELMS: readonly HelmMajor[] = ["helm-3", "helm-4"];
export const ENVIRONMENTS = ["idfint", "idfdev", "idfprod"] as const;
export type ExampleEnvironment = (typeof ENVIRONMENTS)[number];

/** Milliseconds for a test that runs Helm, on a machine that is busy. */
export const SLOW = 60_000;

/** Helm's programs, each asked for its version once. */
const PROGRAMS = new Map(
  HELMS.map((dependency) => [dependency, locateHelm({ env: process.env, pinned: null, dependency })]),
);

const ROOT = join(import.meta.dirname, "../../..");

/** Where each example application is installed, as holdfast.yaml says. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  "strimzi-operator": "strimzi",
  "alert-stream-broker": "kafka",
  "strimzi-registry-operator": "strimzi-registry-operator",
  "schema-registry": "kafka",
  "alert-stream-simulator": "kafka",
  "alert-database": "kafka",
};

export const CHARTS = Object.keys(NAMESPACES);

export interface Answer {
  readonly ok: boolean;
  /** What Helm wrote, the error after the output. */
  readonly text: string;
}

export function chartFile(chart: string, ...path: readonly string[]): string {
  return join(ROOT, "charts", chart, ...path);
}

export async function readChartFile(chart: string, ...path: readonly string[]): Promise<string> {
  return readFile(chartFile(chart, ...path), "utf8");
}

/** Runs Helm; a failure is an answer too. */
export async function runHelm(major: HelmMajor, args: readonly string[]): Promise<Answer> {
  const program = await PROGRAMS.get(major);
  if (program === undefined) throw new Error(`no ${major}`);
  const options = { maxBuffer: 64 * 1024 * 1024, env: { ...process.env, HELM_NO_PLUGINS: "1" } };
  return promisify(execFile)(program.binary, [...args], options).then(
    ({ stdout, stderr }) => ({ ok: true, text: stdout + stderr }),
    (error: unknown) => ({ ok: false, text: String(error) }),
  );
}

/** What Helm prints for a chart with values files. */
export async function template(major: HelmMajor, chart: string, valueFiles: readonly string[]): Promise<Answer> {
  const files = valueFiles.flatMap((file) => ["--values", file]);
  return runHelm(major, ["template", chart, chartFile(chart), "--namespace", NAMESPACES[chart] ?? "", ...files]);
}

/** What Helm prints for a chart with values given as an object. */
export async function templateWith(major: HelmMajor, chart: string, values: JsonObject): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-chart-"));
  try {
    const file = join(folder, "values.json");
    await writeFile(file, JSON.stringify(values));
    return await template(major, chart, [file]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The values files of the least that renders: none, but where a chart has values without a default. */
export async function leastValues(chart: string): Promise<string[]> {
  const files = await readdir(chartFile(chart, "ci")).catch(() => []);
  return files.map((file) => chartFile(chart, "ci", file));
}

/** The applications of an environment with their values file. */
export async function applicationsOf(environment: ExampleEnvironment): Promise<Map<string, string>> {
  const folder = join(ROOT, "environments", environment);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".yaml"));
  return new Map(files.map((file) => [file.slice(0, -".yaml".length), join(folder, file)]));
}

/** What Helm prints for every application of an environment, by application. */
export async function renderEnvironment(
  major: HelmMajor,
  environment: ExampleEnvironment,
): Promise<Map<string, string>> {
  const applications = [...(await applicationsOf(environment))];
  const rendered = applications.map(async ([application, file]): Promise<[string, string]> => {
    const answer = await template(major, application, [file]);
    if (!answer.ok) throw new Error(`${application} in ${environment} does not render: ${answer.text}`);
    return [application, answer.text];
  });
  return new Map(await Promise.all(rendered));
}

/** The objects in Helm's output, in its order. */
export function objectsIn(text: string): JsonObject[] {
  const documents = parseAllDocuments(text, { version: "1.1" });
  if (!Array.isArray(documents)) return [];
  return documents.map((document): unknown => document.toJS()).filter(isJsonObject);
}
