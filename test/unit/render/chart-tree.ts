import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Application } from "../../../src/environments/application.ts";
import type { Tree } from "../../../src/git/port.ts";
import { createRenderer, locateHelm, type Renderer } from "../../../src/render/index.ts";

/** A repository's files in a temporary folder, gone at the end of the `await using` block. */
export interface ChartTree extends Tree, AsyncDisposable {}

export async function chartTree(files: Readonly<Record<string, string>>): Promise<ChartTree> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "holdfast-tree-")));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return { root, revision: null, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) };
}

/** An application of the chart in `charts/web` with nothing set. */
export function application(changes: Partial<Application> = {}): Application {
  return {
    name: "web",
    release: "web",
    namespace: "web-ns",
    chart: "charts/web",
    valueFiles: [],
    ignoreMissingValueFiles: false,
    valuesObject: null,
    parameters: [],
    targetRevision: null,
    ignoreDifferences: [],
    declaredIn: null,
    argoCd: false,
    ...changes,
  };
}

/** Chart.yaml, followed by what is given. */
export function chartYaml(name: string, more = ""): string {
  return `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;
}

/** A template of a ConfigMap with one entry. */
export function configMap(name: string, value: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  value: ${value}\n`;
}

export async function newRenderer(cacheDir: string, dependency: "helm-4" | "helm-3" = "helm-4"): Promise<Renderer> {
  const helm = await locateHelm({ env: {}, pinned: null, dependency });
  return createRenderer({ helm, cacheDir, concurrency: 2, kubeVersion: null, apiVersions: [], env: { PATH: "" } });
}
