import { join } from "node:path";
import { type CheckPorts, check } from "../../../src/check/index.ts";
import { type ClusterConfig, loadConfig } from "../../../src/config/index.ts";
import { openRepository } from "../../../src/git/index.ts";
import { createScrubber } from "../../../src/masking/index.ts";
import { connect, connectDryRun } from "../../../src/observe/kubernetes/index.ts";
import { NO_SERVICES } from "../../../src/observe/services/port.ts";
import { createRenderer, locateHelm } from "../../../src/render/index.ts";
import type { CheckReport, Engine } from "../../../src/vocabulary/index.ts";

const EVERYTHING = { applications: null, systems: null, namespaces: null, kinds: null, severity: null };

/** The whole pipeline over a throwaway repository, as `holdfast check` runs it. */
export async function runCheck(
  root: string,
  engine: Engine,
  names: readonly string[] | null = null,
): Promise<CheckReport> {
  const { env } = process;
  const config = await loadConfig(join(root, "holdfast.yaml"));
  const cacheDir = join(root, ".cache");
  const helm = await locateHelm({ env, pinned: null, dependency: "helm-4" });
  const renderer = createRenderer({ ...config.helm, helm, cacheDir, concurrency: 2, env });
  const repository = await openRepository(root);
  const environments = config.environments.filter(({ name }) => names === null || names.includes(name));
  const ports: CheckPorts = {
    repository,
    renderer,
    scrubber: createScrubber(),
    provenance: null,
    connect: ({ cluster }) => connect({ cluster: named(cluster), env: {}, cacheDir }),
    connectServices: () => NO_SERVICES,
    connectDryRun: ({ cluster }) => connectDryRun({ cluster: named(cluster), env: {} }),
    now: () => new Date(),
    progress: () => undefined,
  };
  try {
    const request = { config, environments, revision: null, engine, scope: EVERYTHING, strict: false, baseline: null };
    return await check(request, ports);
  } finally {
    await Promise.all([renderer.dispose(), repository.dispose()]);
  }
}

function named(cluster: ClusterConfig | null): ClusterConfig {
  if (cluster === null) throw new Error("the environment names no cluster");
  return cluster;
}
