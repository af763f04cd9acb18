import { type CheckPorts, check, readOffline } from "../../../../src/check/index.ts";
import type { EnvironmentConfig } from "../../../../src/config/index.ts";
import { type GitRepository, openRepository } from "../../../../src/git/index.ts";
import { createScrubber } from "../../../../src/masking/index.ts";
import { connect, connectDryRun } from "../../../../src/observe/kubernetes/index.ts";
import { NO_SERVICES } from "../../../../src/observe/services/port.ts";
import type { ToolDependency } from "../../../../src/render/helm/development-dependency.ts";
import { createRenderer, locateHelm, type Renderer } from "../../../../src/render/index.ts";
import type { Engine, EnvironmentReport } from "../../../../src/vocabulary/index.ts";
import { OFFLINE, type PhalanxTree } from "./tree.ts";

type Offline = Awaited<ReturnType<typeof readOffline>>;

/** Holdfast as its verbs put it together, over one tree and one Helm. Each application is rendered once per commit. */
export class Session implements AsyncDisposable {
  readonly #tree: PhalanxTree;
  readonly #repository: GitRepository;
  readonly #renderer: Renderer;

  private constructor(tree: PhalanxTree, repository: GitRepository, renderer: Renderer) {
    this.#tree = tree;
    this.#repository = repository;
    this.#renderer = renderer;
  }

  static async open(tree: PhalanxTree, dependency: ToolDependency): Promise<Session> {
    const helm = await locateHelm({ env: process.env, pinned: null, dependency });
    const cacheDir = tree.beside("cache");
    const renderer = createRenderer({ ...tree.config.helm, helm, cacheDir, env: OFFLINE, concurrency: 2 });
    return new Session(tree, await openRepository(tree.root), renderer);
  }

  /** Every environment of holdfast.yaml. */
  names(): string[] {
    return this.#tree.config.environments.map(({ name }) => name);
  }

  /** How often Helm has rendered. */
  renders(): number {
    return this.#renderer.counts().renders;
  }

  /** What `render` reads: objects unmasked. Null is the working tree. */
  async offline(environment: string, revision: string | null = null): Promise<Offline> {
    const request = { config: this.#tree.config, environment: this.#find(environment), revision, applications: null };
    return await readOffline(request, this.#ports());
  }

  async check(environment: string, engine: Engine, revision: string | null = null): Promise<EnvironmentReport> {
    const request = {
      config: this.#tree.config,
      environments: [this.#find(environment)],
      revision,
      engine,
      scope: { applications: null, systems: null, namespaces: null, kinds: null, severity: null },
      strict: false,
      baseline: null,
    };
    const { environments } = await check(request, this.#ports());
    const [report] = environments;
    if (report === undefined) throw new Error(`no report of ${environment}`);
    return report;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#renderer.dispose(), this.#repository.dispose()]);
  }

  #find(name: string): EnvironmentConfig {
    const found = this.#tree.config.environments.find((environment) => environment.name === name);
    if (found === undefined) throw new Error(`no environment ${name}`);
    return found;
  }

  #ports(): CheckPorts {
    const cacheDir = this.#tree.beside("cache");
    return {
      repository: this.#repository,
      renderer: this.#renderer,
      scrubber: createScrubber(),
      provenance: null,
      connect: ({ cluster }) => connect({ cluster: known(cluster), cacheDir, env: {} }),
      connectServices: () => NO_SERVICES,
      connectDryRun: ({ cluster }) => connectDryRun({ cluster: known(cluster), env: {} }),
      now: () => new Date(),
      progress: () => {},
    };
  }
}

function known(cluster: EnvironmentConfig["cluster"]): NonNullable<EnvironmentConfig["cluster"]> {
  if (cluster === null) throw new Error("the tree's holdfast.yaml names a cluster for every environment");
  return cluster;
}
