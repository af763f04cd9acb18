import { readFile } from "node:fs/promises";
import { availableParallelism, homedir } from "node:os";
import { join, resolve } from "node:path";
import type { CheckPorts } from "../check/index.ts";
import { type Config, type EnvironmentConfig, findConfig, loadConfig } from "../config/index.ts";
import { UserError } from "../errors/index.ts";
import { type Baseline, parseBaseline } from "../findings/index.ts";
import { type GitRepository, openRepository } from "../git/index.ts";
import type { Scrubber } from "../masking/index.ts";
import { connect, connectDryRun, connectRoutes, LateRoutes, loadClient } from "../observe/kubernetes/index.ts";
import { openRecording, replayServices } from "../observe/recording/index.ts";
import { connectServices } from "../observe/services/index.ts";
import { createProvenanceFinder, type ProvenanceFinder } from "../provenance/index.ts";
import { createRenderer, locateHelm } from "../render/index.ts";
import { cleanWhenInterrupted } from "./interruption.ts";
import { type Progress, terminalProgress } from "./progress.ts";

/** What a verb works with: configuration, and every port with its adapter. */
export interface Session extends AsyncDisposable {
  readonly config: Config;
  /** The revision that was asked for; null is the working tree. */
  readonly revision: string | null;
  readonly ports: CheckPorts & { readonly provenance: ProvenanceFinder };
  readonly scrubber: Scrubber;
  readonly progress: Progress;
  readonly colour: boolean;
  /** The environments of these names, all when there are none. @throws UserError for a name that holdfast.yaml lacks. */
  environments(names: readonly string[]): readonly EnvironmentConfig[];
  /** The baseline that holdfast.yaml names; null when it names none or the file is not there yet. */
  baseline(): Promise<Baseline | null>;
}

export interface Sources {
  /** True for a verb that never asks a cluster: it does not load the client. */
  readonly offline: boolean;
  /** True for a verb that renders one revision beside another. */
  readonly remember: boolean;
  /** True for a verb that runs until it is stopped. */
  readonly stoppable?: boolean;
}

/** Reads holdfast.yaml and connects ports with adapters; nothing is asked of a cluster yet. */
export async function openSession(
  options: Record<string, unknown>,
  scrubber: Scrubber,
  { offline, remember, stoppable = false }: Sources = { offline: false, remember: false },
): Promise<Session> {
  const { env } = process;
  const config = await loadConfig(text(options["config"]) ?? (await findConfig(process.cwd())));
  const cacheDir = join(env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "holdfast");
  const live = text(options["live"]);
  const [repository, helm] = await Promise.all([
    openThenLoad(config.root, live === null && !offline),
    locateHelm({ env, pinned: config.helm.version }),
  ]);
  const renderer = createRenderer({
    ...config.helm,
    helm,
    cacheDir,
    env,
    concurrency: availableParallelism(),
    remember,
  });
  const progress = terminalProgress(process.stderr);
  const ports: Session["ports"] = {
    repository,
    renderer,
    scrubber,
    provenance: createProvenanceFinder({ repository, renderer }),
    connect: (environment) =>
      live === null ? connect({ cluster: clusterOf(environment), cacheDir, env }) : openRecording(resolve(live)),
    connectDryRun: (environment) => connectDryRun({ cluster: clusterOf(environment), env }),
    connectServices: (environment, kubernetes) => {
      const { services } = environment;
      if (live !== null) return replayServices({ dir: resolve(live), services, recording: kubernetes.description });
      const { root } = config;
      const routes = new LateRoutes(() => connectRoutes({ cluster: clusterOf(environment), env }));
      return connectServices({
        services,
        root,
        kubernetes,
        routes,
        env,
        learn: (secret) => scrubber.learnText(secret),
      });
    },
    now: () => new Date(),
    progress: (what) => progress.say(what),
  };
  const clean = async (): Promise<void> => {
    progress.end();
    await Promise.all([renderer.dispose(), repository.dispose()]);
  };
  const disarm = cleanWhenInterrupted(clean, stoppable);
  return {
    config,
    revision: text(options["revision"]),
    ports,
    scrubber,
    progress,
    colour: process.stdout.isTTY === true && env["NO_COLOR"] === undefined,
    environments: (names) => environmentsOf(config, names),
    baseline: () => readBaseline(config),
    async [Symbol.asyncDispose]() {
      disarm();
      await clean();
    },
  };
}

/** Loading the client keeps the process busy, so it waits until git has answered: Helm is asked meanwhile. */
async function openThenLoad(root: string, needsClient: boolean): Promise<GitRepository> {
  const repository = await openRepository(root);
  if (needsClient) await loadClient();
  return repository;
}

function clusterOf({ name, cluster }: EnvironmentConfig): NonNullable<EnvironmentConfig["cluster"]> {
  if (cluster !== null) return cluster;
  throw new UserError(
    `holdfast.yaml names no cluster for ${name}. Add cluster.context to it, or use --live with a recording.`,
  );
}

function environmentsOf(config: Config, names: readonly string[]): readonly EnvironmentConfig[] {
  if (names.length === 0) return config.environments;
  return names.map((name) => {
    const found = config.environments.find((environment) => environment.name === name);
    if (found !== undefined) return found;
    const known = config.environments.map((environment) => environment.name).join(", ");
    throw new UserError(`holdfast.yaml has no environment ${JSON.stringify(name)}. It has ${known}.`);
  });
}

async function readBaseline(config: Config): Promise<Baseline | null> {
  if (config.baseline === null) return null;
  const content = await readFile(join(config.root, config.baseline), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new UserError(
      `The baseline ${config.baseline} cannot be read (${error.code ?? error.message}). Mend it, or take it out of holdfast.yaml.`,
    );
  });
  return content === null ? null : parseBaseline({ text: content, file: config.baseline });
}

function text(option: unknown): string | null {
  return typeof option === "string" && option !== "" ? option : null;
}
