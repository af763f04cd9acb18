import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pLimit from "p-limit";
import { OFFLINE } from "../test/servers/phalanx/lab/tree.ts";
import type { LintTree } from "./lint-trees.ts";

const run = promisify(execFile);

/** Plain Helm: what it costs to render every application once. */
export interface Floor {
  readonly seconds: number;
  /** How many `helm template` rendered; a chart that wants more than its values files is left out. */
  readonly rendered: number;
}

/** One `helm template` for each application, as many at once as there are cores. Dependencies are built before. */
export async function measureFloor(
  { root, helm, applications }: { root: string; helm: string; applications: readonly (readonly [string, string])[] },
  tree: LintTree,
): Promise<Floor> {
  for (const name of new Set(applications.map(([, application]) => application))) {
    const update = ["dependency", "update", "--skip-refresh", join(root, tree.chart(name))];
    await run(helm, update, { env: OFFLINE }).catch(() => undefined);
  }
  const template = async ([environment, name]: readonly [string, string]): Promise<boolean> => {
    const values = join(root, tree.values(environment, name));
    const files = (await exists(values)) ? ["--values", values] : [];
    const args = ["template", name, join(root, tree.chart(name)), ...files, ...tree.more];
    return run(helm, args, { maxBuffer: 1e8 }).then(
      () => true,
      () => false,
    );
  };
  const limit = pLimit(availableParallelism());
  const begun = performance.now();
  const rendered = await Promise.all(applications.map((application) => limit(() => template(application))));
  return { seconds: (performance.now() - begun) / 1000, rendered: rendered.filter(Boolean).length };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
