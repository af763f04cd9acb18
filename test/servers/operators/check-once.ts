import { join } from "node:path";
import { type CheckPorts, check } from "../../../src/check/index.ts";
import { type ClusterConfig, loadConfig } from "../../../src/config/index.ts";
import { openRepository } from "../../../src/git/index.ts";
import { createScrubber } from "../../../src/masking/index.ts";
import { connect, connectRoutes, LateRoutes } from "../../../src/observe/kubernetes/index.ts";
import { connectServices } from "../../../src/observe/services/index.ts";
import { createRenderer, locateHelm } from "../../../src/render/index.ts";
import type { Finding } from "../../../src/vocabulary/index.ts";

const SCOPE = { applications: null, systems: null, namespaces: null, kinds: null, severity: null };

/** The findings of the whole pipeline over the repository of one environment, as `holdfast check` runs it. */
export async function checkOnce(root: string, now: () => Date): Promise<readonly Finding[]> {
  const { env } = process;
  const config = await loadConfig(join(root, "holdfast.yaml"));
  const { environments } = config;
  const cacheDir = join(root, ".cache");
  const scrubber = createScrubber();
  const helm = await locateHelm({ env, pinned: null, dependency: "helm-4" });
  await using renderer = disposed(createRenderer({ ...config.helm, helm, cacheDir, concurrency: 2, env }));
  await using repository = disposed(await openRepository(root));
  const ports: CheckPorts = {
    repository: repository.value,
    renderer: renderer.value,
    scrubber,
    provenance: null,
    connect: ({ cluster }) => connect({ cluster: named(cluster), env: {}, cacheDir }),
    connectServices: ({ services, cluster }, kubernetes) => {
      const routes = new LateRoutes(() => connectRoutes({ cluster: named(cluster), env }));
      return connectServices({ root, services, kubernetes, routes, env, learn: (text) => scrubber.learnText(text) });
    },
    connectDryRun: () => Promise.reject(new Error("the services are the same for both engines")),
    now,
    progress: () => undefined,
  };
  const request = { config, environments, revision: null, engine: "local", scope: SCOPE, strict: false } as const;
  const report = await check({ ...request, baseline: null }, ports);
  return report.environments.flatMap(({ findings }) => findings);
}

function disposed<T extends { dispose(): Promise<void> }>(value: T): { value: T } & AsyncDisposable {
  return { value, [Symbol.asyncDispose]: () => value.dispose() };
}

function named(cluster: ClusterConfig | null): ClusterConfig {
  if (cluster === null) throw new Error("the environment names no cluster");
  return cluster;
}
