import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import pLimit, { type LimitFunction } from "p-limit";
import { type Reading, read, unread } from "../../vocabulary/index.ts";
import type { HelmOutcome, HelmRunner } from "../helm/run.ts";
import { sentenceOf, withoutCredentials } from "../helm/sentence.ts";
import type { Dependency } from "./chart.ts";

const FETCH_TIMEOUT_MS = 60_000;
/** Failures that the next chart of the same host would meet too. */
const HOST_FAILURE =
  /dial tcp|no such host|timeout|did not finish|connection re|proxyconnect|\btls\b|x509|unauthorized|forbidden|network is unreachable|cannot be started/i;

/**
 * Fetches charts with `helm dependency build` into a cache. What a lock or an exact version fixes is kept between runs,
 * a range is resolved once per run. A host that fails is asked once: its other charts fail with the same words.
 */
export class DependencyFetcher {
  readonly #runner: HelmRunner;
  /** The cache. */
  readonly folder: string;
  readonly #fetched = new Map<string, Promise<Reading<string>>>();
  readonly #hosts = new Map<string, LimitFunction>();
  readonly #failedHosts = new Map<string, string>();

  /** `folder` is the cache; it is made when needed. */
  constructor(runner: HelmRunner, folder: string) {
    this.#runner = runner;
    this.folder = folder;
  }

  /** Path of the dependency's archive, or why it cannot be had. */
  async fetch(dependency: Dependency): Promise<Reading<string>> {
    const key = keyOf(dependency);
    const running = this.#fetched.get(key);
    if (running !== undefined) return running;
    const fetched = this.#fetch(dependency, key);
    this.#fetched.set(key, fetched);
    return fetched;
  }

  async #fetch(dependency: Dependency, key: string): Promise<Reading<string>> {
    const { name, repository } = dependency;
    const what = `dependency ${name}`;
    if (repository === "")
      return unread("dependency-unavailable", what, "it names no repository and does not lie in charts/");
    const kept = isFixed(dependency) ? await onlyArchive(join(this.folder, key)) : null;
    if (kept !== null) return read(kept);
    const host = hostOf(repository);
    return this.#queueOf(host)(async () => {
      const known = this.#failedHosts.get(host);
      if (known !== undefined) return unread("dependency-unavailable", nameOf(dependency), known);
      return this.#build(dependency);
    });
  }

  async #build(dependency: Dependency): Promise<Reading<string>> {
    const scratch = join(this.folder, `.${randomUUID()}`);
    try {
      await mkdir(scratch, { recursive: true });
      await writeFile(join(scratch, "Chart.yaml"), JSON.stringify(wrapper(dependency)));
      const args = ["dependency", "build", scratch];
      const outcome = await this.#runner.run({ args, input: null, timeoutMs: FETCH_TIMEOUT_MS });
      const archive = outcome.ok ? await onlyArchive(join(scratch, "charts")) : null;
      if (archive !== null) return read(await this.#keep(join(scratch, "charts"), archive, dependency));
      const { why, ofHost } = explain(outcome, scratch);
      if (ofHost) this.#failedHosts.set(hostOf(dependency.repository), why);
      return unread("dependency-unavailable", nameOf(dependency), why);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  /** The folder is put in place by a rename; when another run was first, its archive is as good. */
  async #keep(charts: string, archive: string, dependency: Dependency): Promise<string> {
    const key = keyOf(dependency);
    const target = join(this.folder, isFixed(dependency) ? key : `${key}-${await digestOf(archive)}`);
    await rename(charts, target).catch(async (error: unknown) => {
      if ((await onlyArchive(target)) === null) throw error;
    });
    return join(target, basename(archive));
  }

  #queueOf(host: string): LimitFunction {
    const queue = this.#hosts.get(host) ?? pLimit(1);
    this.#hosts.set(host, queue);
    return queue;
  }
}

/** Helm says on stdout why a repository's index cannot be had, and then only that it has no index. */
function explain(outcome: HelmOutcome, scratch: string): { why: string; ofHost: boolean } {
  const index = /Unable to get an update from [^\n]*:\n\s*([^\n]+)/.exec(outcome.stdout)?.[1];
  const said = sentenceOf(index ?? outcome.stderr, [{ from: scratch, to: "the chart" }]);
  const why = said === "" ? "Helm fetched nothing" : said;
  return { why, ofHost: index !== undefined || HOST_FAILURE.test(why) };
}

/** A dependency and where it comes from, for messages. */
export function nameOf(dependency: Dependency): string {
  return `dependency ${dependency.name} from ${withoutCredentials(dependency.repository)}`;
}

/** What is fetched is one dependency of a chart of its own, at the version that the lock fixes. */
function wrapper(dependency: Dependency): object {
  const { name, repository, locked, version } = dependency;
  return {
    apiVersion: "v2",
    name: "holdfast",
    version: "0.0.0",
    dependencies: [{ name, repository, version: locked ?? version }],
  };
}

function keyOf(dependency: Dependency): string {
  const { name, repository, locked, version } = dependency;
  return sha256(JSON.stringify([name, repository, locked ?? version]));
}

function isFixed(dependency: Dependency): boolean {
  return dependency.locked !== null || /^v?\d+\.\d+\.\d+(-\S+)?$/.test(dependency.version);
}

function hostOf(repository: string): string {
  return URL.canParse(repository) ? new URL(repository).host : repository;
}

async function onlyArchive(folder: string): Promise<string | null> {
  const archive = (await readdir(folder).catch(() => [])).find((name) => name.endsWith(".tgz"));
  return archive === undefined ? null : join(folder, archive);
}

async function digestOf(file: string): Promise<string> {
  return sha256(await readFile(file));
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
