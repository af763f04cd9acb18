import { access, realpath, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { Application } from "../environments/application.ts";
import type { Tree } from "../git/port.ts";
import { assertInside } from "./files.ts";
import type { TemplateInput } from "./helm/arguments.ts";
import { UnsafeTree } from "./unsafe-tree.ts";

/**
 * The chart and values files of an application as absolute paths that exist and lie in the tree.
 * @throws UnsafeTree when one is missing or leads out of the tree.
 */
export async function resolveInput(application: Application, tree: Tree): Promise<TemplateInput> {
  const chart = await inTree(application.chart, tree);
  if (!(await exists(join(chart, "Chart.yaml")))) throw new UnsafeTree(application.chart, "holds no Chart.yaml");
  const valueFiles: string[] = [];
  for (const file of application.valueFiles) {
    const path = await inTree(file, tree).catch((error: unknown) => {
      if (application.ignoreMissingValueFiles && error instanceof MissingFile) return null;
      throw error;
    });
    if (path === null) continue;
    await assertReadable(path, file);
    valueFiles.push(path);
  }
  await assertReadable(join(chart, "values.yaml"), `${application.chart}/values.yaml`);
  return { application, chart, valueFiles };
}

/** No person wrote a larger file of values, and each of its lines costs time and memory in every step after this one. */
const LARGEST_VALUES = 2 * 1024 * 1024;

async function assertReadable(path: string, name: string): Promise<void> {
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > LARGEST_VALUES) {
    throw new UnsafeTree(name, `has ${(size / 1024 / 1024).toFixed(1)} MiB; a file of values may have 2 MiB`);
  }
}

class MissingFile extends UnsafeTree {}

async function inTree(path: string, tree: Tree): Promise<string> {
  const absolute = resolve(tree.root, path);
  if (path.includes("://") || relative(tree.root, absolute).startsWith("..")) {
    throw new UnsafeTree(path, "lies outside of the repository");
  }
  if (!(await exists(absolute))) throw new MissingFile(path, "does not exist");
  await assertInside(absolute, path, [await realpath(tree.root)]);
  return absolute;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
