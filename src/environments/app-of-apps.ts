import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { type AppOfAppsLayout, fillPlaceholders } from "../config/index.ts";
import type { Tree } from "../git/index.ts";
import { InvalidYaml, readYaml } from "../render/yaml/index.ts";
import { isJsonObject, type Json, type KubernetesObject, type Reading, read } from "../vocabulary/index.ts";
import type { Application, Environment } from "./application.ts";
import { type FileOf, readApplications } from "./argo/index.ts";
import { isFileIn, requireFiles, whereIn } from "./files.ts";
import type { EnvironmentRequest, RenderedApplications } from "./request.ts";

/** Where Argo CD runs unless holdfast.yaml says otherwise; Phalanx puts all of its Applications there. */
const ARGO_NAMESPACE = "argocd";

/**
 * Renders the chart of Applications and takes every application from its Application, guessing nothing.
 * The chart itself is an application too: it brings the Namespaces, the AppProjects and the Applications, and Argo CD
 * syncs it as the parent of all others.
 * @throws UserErrors when the chart or the environment's values file is not in the tree.
 */
export async function readAppOfApps(
  layout: AppOfAppsLayout,
  request: EnvironmentRequest,
): Promise<Reading<Environment>> {
  const { environment, tree, renderer } = request;
  const values = posix.join(layout.chart, fillPlaceholders(layout.values, { environment: environment.name }));
  await requireFiles(tree, [
    {
      path: posix.join(layout.chart, "Chart.yaml"),
      missing: `holdfast.yaml names the chart ${layout.chart}, but ${layout.chart}/Chart.yaml ${whereIn(tree)}. Correct layout.appOfApps.chart.`,
    },
    {
      path: values,
      missing: `holdfast.yaml names the environment ${environment.name}, but ${values} ${whereIn(tree)}. Add the file, or correct the name.`,
    },
  ]);
  const namespace = environment.argoCd?.namespace ?? ARGO_NAMESPACE;
  const parent = parentOf({
    name: await parentName(layout.chart, values, tree),
    chart: layout.chart,
    values,
    namespace,
  });
  const rendering = await renderer.render(parent, tree);
  if (!rendering.ok) return rendering;
  const objects = rendering.value.objects.map(({ object }) => object);
  const fileOf = await filesOf(rendering.value.objects, layout.chart, tree);
  const { applications, unsupported } = await readApplications(objects, tree, fileOf);
  return read({ name: environment.name, applications: [parent, ...applications], unsupported });
}

/** Helm names a template by the chart's name and its path in the chart; that of a linked dependency lies elsewhere. */
async function filesOf(objects: RenderedApplications["objects"], chart: string, tree: Tree): Promise<FileOf> {
  const files = new Map<KubernetesObject, string>();
  const known = new Map<string, Promise<boolean>>();
  for (const { object, template } of objects) {
    if (template === null || !template.includes("/")) continue;
    const file = posix.join(chart, template.slice(template.indexOf("/") + 1));
    const exists = known.get(file) ?? isFileIn(tree, file);
    known.set(file, exists);
    if (await exists) files.set(object, file);
  }
  return (object) => files.get(object) ?? null;
}

interface Parent {
  readonly name: string;
  readonly chart: string;
  readonly values: string;
  readonly namespace: string;
}

// As Phalanx installs it: `argocd app create NAME --path CHART --dest-namespace argocd --values FILE`.
function parentOf({ name, chart, values, namespace }: Parent): Application {
  return {
    name,
    release: name,
    namespace,
    chart,
    valueFiles: [values],
    ignoreMissingValueFiles: false,
    valuesObject: null,
    parameters: [],
    targetRevision: null,
    ignoreDifferences: [],
    declaredIn: null,
    argoCd: true,
  };
}

/** `appOfAppsName` of the environment's values, then of the chart's, as Phalanx has it; else the chart's own name. */
async function parentName(chart: string, values: string, tree: Tree): Promise<string> {
  const own = await textIn(tree, values, "appOfAppsName");
  const shared = await textIn(tree, posix.join(chart, "values.yaml"), "appOfAppsName");
  const named = await textIn(tree, posix.join(chart, "Chart.yaml"), "name");
  return own ?? shared ?? named ?? posix.basename(chart);
}

async function textIn(tree: Tree, file: string, key: string): Promise<string | null> {
  const content = await readFile(join(tree.root, file), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const data = lenientYaml(content);
  const value = isJsonObject(data) ? data[key] : undefined;
  return typeof value === "string" && value !== "" ? value : null;
}

// A file that is not YAML is told by Helm in a moment, with better words.
function lenientYaml(text: string): Json {
  try {
    return readYaml(text).value;
  } catch (error) {
    if (error instanceof InvalidYaml) return null;
    throw error;
  }
}
