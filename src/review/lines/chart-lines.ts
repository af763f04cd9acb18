import { posix } from "node:path";
import type { FileDiff } from "../../git/port.ts";
import type { ApplicationSides } from "../sides.ts";
import { firstLines, type LinePlace } from "./changed-lines.ts";
import type { IndexedChange, ReachedField } from "./reached-fields.ts";

/** Lines of one kind of file with what they may have moved. */
export interface ChartShare {
  readonly place: LinePlace;
  readonly fields: readonly ReachedField[];
}

/**
 * Where fields come from that no changed value explains: the changed templates that make their objects; for those of
 * templates that did not change, what else changed in the application's charts; else the file that declares the application.
 * It cannot be told which line of a file it was, so the first one of each hunk stands for it.
 */
export function chartShares(
  unexplained: readonly ReachedField[],
  { changes, sides, files }: ChartContext,
): readonly ChartShare[] {
  const folders = chartFolders(sides);
  const templates = new Map(changes.map(([index, { template }]) => [index, templateFile(template, folders, files)]));
  const owned = Map.groupBy(unexplained, ({ resource }) => templates.get(resource) ?? null);
  const rest = owned.get(null) ?? [];
  const made = [...owned].flatMap(([file, fields]) => (file === null ? [] : sharesOf([file], fields)));
  if (rest.length === 0) return made;
  const helpers = files.filter((file) => isHelper(file, sides, folders));
  const others = helpers.length > 0 ? helpers : files.filter(({ file }) => isDeclaration(file, sides));
  return [...made, ...sharesOf(others, rest)];
}

export interface ChartContext {
  readonly changes: readonly IndexedChange[];
  readonly sides: ApplicationSides;
  readonly files: readonly FileDiff[];
}

function sharesOf(files: readonly FileDiff[], fields: readonly ReachedField[]): readonly ChartShare[] {
  return files.flatMap((file) => firstLines(file).map((place) => ({ place, fields })));
}

/** The folders of the application's chart and of those that it depends on, as far as they have values. */
function chartFolders({ before, after }: ApplicationSides): readonly string[] {
  const folders = [before, after].flatMap((side) => {
    if (side === null) return [];
    const defaults = side.values.sources.filter(({ kind }) => kind === "defaults" || kind === "dependency-defaults");
    const conditions = side.values.conditions.flatMap(({ place }) => place ?? []);
    const files = [...defaults.flatMap(({ file }) => file ?? []), ...conditions.map(({ file }) => file)];
    return [side.application.chart, ...files.map((file) => posix.dirname(file))];
  });
  return [...new Set(folders)];
}

/**
 * The changed file of a template that Helm names `parent/charts/child/templates/x.yaml`: a dependency may lie elsewhere in
 * the repository, so that its chart's name and the path below it tell.
 */
function templateFile(
  template: string | null,
  folders: readonly string[],
  files: readonly FileDiff[],
): FileDiff | null {
  if (template === null) return null;
  const at = template.lastIndexOf("/charts/");
  const [chart = "", ...below] = (at < 0 ? template : template.slice(at + "/charts/".length)).split("/");
  const path = below.join("/");
  const candidates = files.filter(({ file }) => file.endsWith(`/${path}`));
  const folderOf = (file: string): string => file.slice(0, -path.length - 1);
  return (
    candidates.find(({ file }) => folders.includes(folderOf(file)) && posix.basename(folderOf(file)) === chart) ??
    candidates.find(({ file }) => folders.includes(folderOf(file))) ??
    candidates.find(({ file }) => posix.basename(folderOf(file)) === chart) ??
    null
  );
}

/** What a chart has besides manifests and values: named templates, its Chart.yaml, files that templates read. */
function isHelper({ file }: FileDiff, { before, after }: ApplicationSides, folders: readonly string[]): boolean {
  const folder = folders.find((one) => file.startsWith(`${one}/`));
  if (folder === undefined) return false;
  const isValues = [before, after].some((side) => side?.values.sources.some((source) => source.file === file));
  const path = file.slice(folder.length + 1);
  const isManifest = path.startsWith("templates/") && !posix.basename(path).startsWith("_");
  return !isValues && !isManifest && !/\.md$|\.txt$|^\.|^tests?\//.test(path);
}

function isDeclaration(file: string, { before, after }: ApplicationSides): boolean {
  return [before, after].some((side) => side?.application.declaredIn === file);
}
