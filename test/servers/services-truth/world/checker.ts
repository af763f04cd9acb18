import { join } from "node:path";
import { type CheckPorts, check } from "../../../../src/check/index.ts";
import { type ClusterConfig, type Config, loadConfig } from "../../../../src/config/index.ts";
import { readEnvironment } from "../../../../src/environments/index.ts";
import { type GitRepository, openRepository } from "../../../../src/git/index.ts";
import { createScrubber } from "../../../../src/masking/index.ts";
import { connect } from "../../../../src/observe/kubernetes/index.ts";
import { createRenderer, locateHelm } from "../../../../src/render/index.ts";
import type { EnvironmentReport, KubernetesObject } from "../../../../src/vocabulary/index.ts";
import { mustRead } from "../../truth/must-read.ts";
import { servicesFor } from "./services.ts";

const EVERYTHING = { applications: null, systems: null, namespaces: null, kinds: null, severity: null };

/** The whole pipeline as `holdfast check` runs it, kept open over many checks. */
export class Checker implements AsyncDisposable {
  readonly #root: string;
  readonly #config: Config;
  readonly #repository: GitRepository;
  readonly #renderer: CheckPorts["renderer"] & { dispose(): Promise<void> };

  private constructor(parts: {
    root: string;
    config: Config;
    repository: GitRepository;
    renderer: CheckPorts["renderer"] & { dispose(): Promise<void> };
  }) {
    this.#root = parts.root;
    this.#config = parts.config;
    this.#repository = parts.repository;
    this.#renderer = parts.renderer;
  }

  static async open(root: string): Promise<Checker> {
    const { env } = process;
    const config = await loadConfig(join(root, "holdfast.yaml"));
    const helm = await locateHelm({ env, pinned: null, dependency: "helm-4" });
    const renderer = createRenderer({ ...config.helm, helm, cacheDir: join(root, ".cache"), concurrency: 2, env });
    return new Checker({ root, config, renderer, repository: await openRepository(root) });
  }

  /** Everything that git declares. */
  async render(): Promise<KubernetesObject[]> {
    const [environment] = this.#config.environments;
    if (environment === undefined) throw new Error("holdfast.yaml names no environment");
    const renderer = this.#renderer;
    const tree = await this.#repository.workingTree();
    const { applications } = mustRead(await readEnvironment({ config: this.#config, environment, tree, renderer }));
    const renderings = await Promise.all(applications.map((application) => renderer.render(application, tree)));
    return renderings.flatMap((rendering) => mustRead(rendering).objects.map(({ object }) => object));
  }

  /** One check, as if it were made at that time. */
  async check(now: () => Date): Promise<EnvironmentReport> {
    const cacheDir = join(this.#root, ".cache");
    const scrubber = createScrubber();
    const ports: CheckPorts = {
      repository: this.#repository,
      renderer: this.#renderer,
      scrubber,
      provenance: null,
      connect: ({ cluster }) => connect({ cluster: named(cluster), env: {}, cacheDir }),
      connectServices: (environment, kubernetes) =>
        servicesFor({ root: this.#root, environment, kubernetes, scrubber }),
      connectDryRun: () => Promise.reject(new Error("the services are the same for both engines")),
      now,
      progress: () => undefined,
    };
    const { environments } = this.#config;
    const request = { config: this.#config, environments, revision: null, engine: "local" as const, scope: EVERYTHING };
    const report = await check({ ...request, strict: false, baseline: null }, ports);
    const [environment] = report.environments;
    if (environment === undefined) throw new Error("the check reported no environment");
    return environment;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#renderer.dispose(), this.#repository.dispose()]);
  }
}

function named(cluster: ClusterConfig | null): ClusterConfig {
  if (cluster === null) throw new Error("the environment names no cluster");
  return cluster;
}
