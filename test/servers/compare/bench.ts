import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CompareInput,
  compareObject,
  compareOnServer,
  KNOWN_DEPLOYERS,
  scaledTargets,
  schemaFor,
} from "../../../src/compare/index.ts";
import {
  connect,
  connectDryRun,
  type Discovery,
  type DryRunner,
  type LiveReader,
  type ServedKind,
} from "../../../src/observe/kubernetes/index.ts";
import {
  type Difference,
  type KubernetesObject,
  type Reading,
  resourceOf,
  toKeyedPath,
} from "../../../src/vocabulary/index.ts";
import { applyClientSide, applyServerSide, helmInstall, type PlaneAddress } from "../kube/index.ts";

export const DEPLOYMENTS = ["client-side apply", "server-side apply", "helm 3", "helm 4"] as const;
export type Deployment = (typeof DEPLOYMENTS)[number];

/** A difference in short: `changed /spec/replicas by kubectl-edit`. */
export function inShort({ kind, path, attribution, reason }: Difference): string {
  const by = attribution === null ? "" : ` by ${attribution.manager}`;
  return `${kind} ${toKeyedPath(path)}${reason === null ? "" : ` (${reason})`}${by}`;
}

/** What one comparison found in both engines. */
export interface Found {
  readonly local: string[];
  readonly server: string[];
  readonly notes: readonly string[];
}

/** Deploys objects in one of the ways and compares them with what is live, in both engines. */
export class Bench implements AsyncDisposable {
  readonly #plane: PlaneAddress;
  readonly #folder: string;
  readonly #reader: LiveReader;
  readonly #dryRun: DryRunner;
  readonly #discovery: Discovery;

  private constructor(parts: {
    plane: PlaneAddress;
    folder: string;
    reader: LiveReader;
    dryRun: DryRunner;
    discovery: Discovery;
  }) {
    this.#plane = parts.plane;
    this.#folder = parts.folder;
    this.#reader = parts.reader;
    this.#dryRun = parts.dryRun;
    this.#discovery = parts.discovery;
  }

  static async open(plane: PlaneAddress): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-compare-"));
    const cluster = { kind: "context", context: "admin", kubeconfig: plane.kubeconfig } as const;
    const reader = await connect({ cluster, env: {}, cacheDir: join(folder, "cache") });
    const dryRun = await connectDryRun({ cluster, env: {} });
    return new Bench({ plane, folder, reader, dryRun, discovery: mustRead(await reader.discover()) });
  }

  async deploy(way: Deployment, objects: readonly KubernetesObject[], namespace: string): Promise<void> {
    const yaml = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
    if (way === "client-side apply") await applyClientSide(this.#plane, { yaml, namespace });
    else if (way === "server-side apply") await applyServerSide(this.#plane, { yaml, namespace });
    else await this.#install(way === "helm 3" ? "helm-3" : "helm-4", objects, namespace);
  }

  async #install(helm: "helm-3" | "helm-4", objects: readonly KubernetesObject[], namespace: string): Promise<void> {
    const chart = join(this.#folder, `${namespace}-chart`);
    await mkdir(join(chart, "templates"), { recursive: true });
    await writeFile(join(chart, "Chart.yaml"), "apiVersion: v2\nname: bench\nversion: 1.0.0\n");
    const documents = objects.map((object) => JSON.stringify(object)).join("\n---\n");
    await writeFile(join(chart, "templates", "all.yaml"), documents.replaceAll("{{", "{ {").replaceAll("}}", "} }"));
    await helmInstall(this.#plane, { release: `r-${namespace}`, chart, namespace, helm });
  }

  async live(desired: KubernetesObject): Promise<KubernetesObject> {
    const list = mustRead(
      await this.#reader.list({ kind: this.#kindOf(desired), namespace: desired.metadata.namespace ?? null }),
    );
    const found = list.find(({ metadata }) => metadata.name === desired.metadata.name);
    if (found === undefined) throw new Error(`${desired.kind} ${desired.metadata.name} is not there`);
    return found;
  }

  /** Everything that a comparison needs, for an object as it is now. */
  async input(desired: KubernetesObject, more: Partial<CompareInput> = {}): Promise<CompareInput> {
    const { group, version, kind } = resourceOf(desired);
    const schema = schemaFor(mustRead(await this.#reader.schemas(group, version)), { group, version, kind });
    if (schema === null) throw new Error(`no schema of ${kind}`);
    return {
      desired,
      live: await this.live(desired),
      schema,
      deployers: KNOWN_DEPLOYERS,
      scaled: scaledTargets([]),
      ...more,
    };
  }

  async compare(desired: KubernetesObject, more: Partial<CompareInput> = {}): Promise<Found> {
    const input = await this.input(desired, more);
    const answer = await compareOnServer({ ...input, kind: this.#kindOf(desired), dryRun: this.#dryRun });
    return { local: compareObject(input).map(inShort), server: answer.differences.map(inShort), notes: answer.notes };
  }

  /** The object's URL path. */
  path(object: KubernetesObject): string {
    const { group, version, plural, namespaced } = this.#kindOf(object);
    const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
    const scope = namespaced ? `/namespaces/${object.metadata.namespace ?? ""}` : "";
    return `${root}${scope}/${plural}/${object.metadata.name}`;
  }

  #kindOf(object: KubernetesObject): ServedKind {
    const { group, version, kind } = resourceOf(object);
    const found = this.#discovery.kinds.find(
      (one) => one.group === group && one.version === version && one.kind === kind,
    );
    if (found === undefined) throw new Error(`${kind} of ${group}/${version} is not served`);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader.close();
    await this.#dryRun.close();
    await rm(this.#folder, { recursive: true });
  }
}

/** The value of a reading that must succeed. */
function mustRead<T>(reading: Reading<T>): T {
  if (reading.ok) return reading.value;
  throw new Error(`${reading.failure.what}: ${reading.failure.why}`);
}

export { mustRead as valueOf };
