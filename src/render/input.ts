import { access, realpath } from "node:fs/promises";
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
    if (path !== null) valueFiles.push(path);
  }
  return { application, chart, valueFiles };
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
