import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { locateHelm } from "../../../../src/render/index.ts";
import { readManifests } from "../../../../src/render/manifests.ts";
import { isJsonObject, type Json, type JsonObject, type Path, toPointer } from "../../../../src/vocabulary/index.ts";
import type { CorpusChart } from "./charts.ts";

/** The objects of one rendering by `Kind/name`. */
export type Objects = ReadonlyMap<string, Json>;

/** One field that two renderings do not share: `Kind/name /pointer`, with `+` before it where only the second has it. */
export type Moved = string;

/** Renders a chart with these values alone, past everything that Holdfast does itself. */
export async function renderDirectly(chart: string, values: JsonObject, label: string): Promise<Objects> {
  const file = join(chart, "..", "..", `values-${label}.json`);
  await writeFile(file, JSON.stringify(values));
  const args = [
    "template",
    label.split(".")[0] ?? "",
    chart,
    "--namespace",
    "web-ns",
    "--include-crds",
    "--values",
    file,
  ];
  const { binary } = await helm();
  const { stdout } = await promisify(execFile)(binary, args, { maxBuffer: 64 * 1024 * 1024, env: {} });
  return objectsOf(stdout);
}

let located: ReturnType<typeof locateHelm> | null = null;

function helm(): ReturnType<typeof locateHelm> {
  located ??= locateHelm({ env: {}, pinned: null, dependency: "helm-4" });
  return located;
}

function objectsOf(stream: string): Objects {
  return new Map(
    readManifests(stream).objects.map(({ object }) => [`${object.kind}/${object.metadata.name}`, object] as const),
  );
}

/** The fields that differ, each by its topmost path. An object that goes on under a longer name is the same one. */
export function movedFields(before: Objects, after: Objects): Moved[] {
  const moved: Moved[] = [];
  const came = [...after.keys()].filter((key) => !before.has(key));
  for (const [key, object] of before) {
    const other = after.get(key) ?? after.get(successor(key, came) ?? "");
    if (other === undefined) moved.push(`${key} `);
    else moved.push(...differences(object, other, []).map(({ path, added }) => `${added ? "+" : ""}${key} ${path}`));
  }
  return [...moved, ...came.map((key) => `+${key} `)];
}

/** Takes the object that came under a longer name, if there is one. */
function successor(key: string, came: string[]): string | null {
  const at = came.findIndex((one) => one.startsWith(key));
  return at < 0 ? null : (came.splice(at, 1)[0] ?? null);
}

interface Difference {
  readonly path: string;
  readonly added: boolean;
}

function differences(before: Json | undefined, after: Json | undefined, path: Path): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (before === undefined) return [{ path: toPointer(path), added: true }];
  if (Array.isArray(before) && Array.isArray(after) && before.length > 0) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      differences(before[index], after[index], [...path, { index, key: null }]),
    );
  }
  if (!isJsonObject(before) || !isJsonObject(after) || Object.keys(before).length === 0) {
    return [{ path: toPointer(path), added: false }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    differences(before[key], after[key], [...path, key]),
  );
}

/** Helm takes dependencies from `charts/` alone: those of the repository, copied there. */
export function linkedCharts({ application, fragments }: CorpusChart): Record<string, string> {
  return Object.fromEntries(
    fragments.flatMap(({ outside }) =>
      Object.entries(outside).map(([path, text]) => [
        `${application.chart}/charts/${path.replace(/^libs\//, "")}`,
        text,
      ]),
    ),
  );
}
