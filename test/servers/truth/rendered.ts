import { join } from "node:path";
import { type EnvironmentConfig, loadConfig } from "../../../src/config/index.ts";
import { readEnvironment } from "../../../src/environments/index.ts";
import { openRepository } from "../../../src/git/index.ts";
import { createRenderer, locateHelm } from "../../../src/render/index.ts";
import type { KubernetesObject } from "../../../src/vocabulary/index.ts";
import { mustRead } from "./must-read.ts";

/** One object that the repository's charts render, and for which environment. */
export interface Rendered {
  readonly environment: string;
  readonly object: KubernetesObject;
}

const ROOT = join(import.meta.dirname, "..", "..", "..");
const ARGO_HOOK = "argocd.argoproj.io/hook";

/**
 * Everything that the charts render in the repository's own environments, without namespaces. Hooks are made plain
 * objects, so that their kinds are in the table too.
 */
export async function renderEverything(cacheDir: string): Promise<Rendered[]> {
  const { env } = process;
  const config = await loadConfig(join(ROOT, "holdfast.yaml"));
  const repository = await openRepository(ROOT);
  const helm = await locateHelm({ env, pinned: null, dependency: "helm-4" });
  const renderer = createRenderer({ ...config.helm, helm, cacheDir, concurrency: 2, env });
  try {
    const tree = await repository.workingTree();
    const all = config.environments.map(async (environment: EnvironmentConfig) => {
      const { applications } = mustRead(await readEnvironment({ config, environment, tree, renderer }));
      const renderings = await Promise.all(applications.map((application) => renderer.render(application, tree)));
      const objects = renderings.flatMap((rendering) => mustRead(rendering).objects);
      return objects.map(({ object }) => ({ environment: environment.name, object: plain(object) }));
    });
    return (await Promise.all(all)).flat();
  } finally {
    await Promise.all([renderer.dispose(), repository.dispose()]);
  }
}

function plain(object: KubernetesObject): KubernetesObject {
  const { namespace: _, annotations, ...metadata } = structuredClone(object).metadata;
  const isHook = annotations?.[ARGO_HOOK] !== undefined;
  return { ...structuredClone(object), metadata: { ...metadata, ...(annotations && !isHook && { annotations }) } };
}
