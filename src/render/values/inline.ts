import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Application } from "../../environments/application.ts";
import type { Tree } from "../../git/port.ts";
import { setAt } from "./assign.ts";
import { overlay } from "./coalesce.ts";
import { type DeclaringTemplate, objectValues, parameterValues } from "./declared.ts";
import { EMPTY, leavesOfSource } from "./node.ts";
import type { Sources } from "./sources.ts";
import type { MergedMap } from "./tree.ts";

/**
 * Sets what an Application says by itself, over what its values files set: valuesObject, then parameters.
 * @throws InvalidValues for a parameter that Helm refuses.
 */
export async function setInline(
  values: MergedMap,
  application: Application,
  { sources, tree }: { readonly sources: Sources; readonly tree: Tree },
): Promise<void> {
  const template = await templateOf(application, tree);
  if (application.valuesObject !== null) {
    const root = objectValues(application.valuesObject, template);
    const about = { file: application.declaredIn, leaves: leavesOfSource(root, []) };
    overlay(values, { index: sources.inline("values-object", root, about), root });
  }
  setParameters(values, application, { sources, template });
}

function setParameters(
  values: MergedMap,
  { parameters, declaredIn }: Application,
  { sources, template }: { sources: Sources; template: DeclaringTemplate | null },
): void {
  if (parameters.length === 0) return;
  const set = parameterValues(parameters, template);
  const about = set.flatMap(({ path, node }) => {
    const steps = path.map((step) => (typeof step === "string" ? step : { index: step, key: null }));
    return node.items === null || node.items.length === 0
      ? [{ path: steps, value: node.value, place: node.place }]
      : leavesOfSource(node, steps);
  });
  const layer = sources.inline("parameter", EMPTY, { file: declaredIn, leaves: about });
  for (const { path, node } of set) setAt(values, { path, node, layer });
}

async function templateOf({ declaredIn }: Application, tree: Tree): Promise<DeclaringTemplate | null> {
  if (declaredIn === null) return null;
  const text = await readFile(join(tree.root, declaredIn), "utf8").catch(() => "");
  return { file: declaredIn, text };
}
