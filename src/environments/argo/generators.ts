import { readdir } from "node:fs/promises";
import { posix } from "node:path";
import type { Tree } from "../../git/index.ts";
import { isJsonObject, type JsonObject } from "../../vocabulary/index.ts";
import { revisionOf } from "./revision.ts";
import { type ArgoGenerator, argoGenerator } from "./schema.ts";
import type { TemplateStyle } from "./template.ts";

export interface GeneratorRequest {
  readonly generator: JsonObject;
  readonly style: TemplateStyle;
  readonly tree: Tree;
}

export type Generated =
  | {
      readonly ok: true;
      readonly parameters: readonly JsonObject[];
      /** URL of the repository whose folders were listed; null when none were. */
      readonly repository: string | null;
    }
  | { readonly ok: false; readonly why: string };

/** The sets of parameters that one generator of an ApplicationSet gives. */
export async function generate({ generator, style, tree }: GeneratorRequest): Promise<Generated> {
  const parsed = argoGenerator.safeParse(generator);
  if (!parsed.success)
    return { ok: false, why: `this ApplicationSet uses the generator ${kindOf(generator)}, which is not supported` };
  if ("list" in parsed.data) {
    const { elements } = parsed.data.list;
    return { ok: true, repository: null, parameters: style === "go" ? elements : elements.map(flatten) };
  }
  return directories(parsed.data.git, style, tree);
}

/** `git.files`, `matrix`, `list.elementsYaml`: the part that is not understood, so far as its names tell. */
function kindOf(generator: JsonObject): string {
  const known: Readonly<Record<string, readonly string[]>> = {
    list: ["elements"],
    git: ["repoURL", "revision", "requeueAfterSeconds", "directories"],
  };
  const names = Object.entries(generator).flatMap(([name, settings]) => {
    const odd = Object.keys(isJsonObject(settings) ? settings : {}).filter((key) => !known[name]?.includes(key));
    return known[name] === undefined || odd.length === 0 ? [name] : odd.map((key) => `${name}.${key}`);
  });
  return names.join(" with ");
}

/** Without Go templates an element's `values` are reached as `values.name`. */
function flatten(element: JsonObject): JsonObject {
  const { values, ...rest } = element;
  const nested = isJsonObject(values) ? Object.entries(values).map(([key, value]) => [`values.${key}`, value]) : [];
  return { ...rest, ...Object.fromEntries(nested) };
}

type GitGenerator = Extract<ArgoGenerator, { git: unknown }>["git"];

async function directories(git: GitGenerator, style: TemplateStyle, tree: Tree): Promise<Generated> {
  const revision = revisionOf(git.revision);
  if (revision !== null)
    return { ok: false, why: `this ApplicationSet lists folders at revision ${revision}, which is not supported` };
  const matches = (path: string, exclude: boolean): boolean =>
    git.directories.some((entry) => entry.exclude === exclude && posix.matchesGlob(path, entry.path));
  const folders = (await foldersIn(tree)).filter((path) => matches(path, false) && !matches(path, true));
  return {
    ok: true,
    repository: git.repoURL,
    parameters: folders.map((path) => (style === "go" ? goParameters(path) : plainParameters(path))),
  };
}

/** Every folder of the tree, hidden ones left out as Argo CD does. */
async function foldersIn(tree: Tree, folder = ""): Promise<readonly string[]> {
  const entries = await readdir(posix.join(tree.root, folder), { withFileTypes: true });
  const here = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => (folder === "" ? name : `${folder}/${name}`))
    .toSorted();
  const below = await Promise.all(here.map((path) => foldersIn(tree, path)));
  return here.flatMap((path, index) => [path, ...(below[index] ?? [])]);
}

function goParameters(path: string): JsonObject {
  const basename = posix.basename(path);
  return { path: { path, basename, basenameNormalized: normalised(basename), segments: path.split("/") } };
}

function plainParameters(path: string): JsonObject {
  const basename = posix.basename(path);
  const segments = path.split("/").map((segment, index) => [`path[${index}]`, segment]);
  return {
    path,
    "path.basename": basename,
    "path.basenameNormalized": normalised(basename),
    ...Object.fromEntries(segments),
  };
}

/** As Argo CD makes a DNS name: lower case, other characters as dashes, at most 253. */
function normalised(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]/g, "-")
    .slice(0, 253)
    .replaceAll(/^[-.]+|[-.]+$/g, "");
}
