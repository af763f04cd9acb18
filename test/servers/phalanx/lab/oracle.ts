import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { askKubectlForStream } from "../../../unit/render/kubectl-oracle.ts";
import { runCommand } from "../../kube/assets/run.ts";

const chartFile = z.looseObject({
  dependencies: z
    .array(z.looseObject({ name: z.string(), repository: z.string().optional(), condition: z.string().optional() }))
    .optional(),
});

/** An Application as Argo CD would read it. */
const applicationManifest = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    destination: z.looseObject({ namespace: z.string() }),
    source: z.looseObject({
      path: z.string(),
      targetRevision: z.string(),
      helm: z
        .strictObject({
          valueFiles: z.array(z.string()).default([]),
          parameters: z.array(z.strictObject({ name: z.string(), value: z.string() })).default([]),
          valuesObject: z.record(z.string(), z.unknown()).optional(),
        })
        .prefault({}),
    }),
  }),
});

type ApplicationManifest = z.output<typeof applicationManifest>;

export interface PlainObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: object;
  };
}

/** What plain Helm and kubectl make of one Application. */
export interface PlainApplication {
  readonly name: string;
  readonly namespace: string;
  readonly objects: readonly PlainObject[];
}

/**
 * Renders Phalanx with nothing but Helm, kubectl and a YAML library: no code of Holdfast reads or writes anything here.
 * It works on a copy, in which it takes out of Chart.yaml what the values switch off.
 */
export class PlainHelm implements AsyncDisposable {
  readonly #folder: string;
  readonly #helm: string;
  readonly #built = new Map<string, Promise<string>>();
  readonly #limit = pLimit(2);

  private constructor(folder: string, helm: string) {
    this.#folder = folder;
    this.#helm = helm;
  }

  /** A copy of the tree's files for the Helm program. */
  static async open(root: string, helm: string): Promise<PlainHelm> {
    const folder = await mkdtemp(join(tmpdir(), "holdfast-plain-helm-"));
    for (const part of ["applications", "charts", "environments"])
      await cp(join(root, part), join(folder, part), { recursive: true });
    return new PlainHelm(folder, helm);
  }

  /** The objects of the app of apps: namespaces, projects and Applications. */
  async parent(environment: string): Promise<PlainObject[]> {
    const values = join(this.#folder, "environments", `values-${environment}.yaml`);
    return await this.#template(["x", join(this.#folder, "environments"), "--values", values]);
  }

  /** The Applications of an environment that need no chart of a repository, each with its objects in Helm's order. */
  async render(environment: string): Promise<PlainApplication[]> {
    const applications = (await this.parent(environment))
      .filter(({ kind }) => kind === "Application")
      .map((object) => applicationManifest.parse(object));
    const all = await Promise.all(applications.map((application) => this.#limit(() => this.#renderOne(application))));
    return all.filter((rendered) => rendered !== null);
  }

  async #renderOne({ metadata: { name }, spec }: ApplicationManifest): Promise<PlainApplication | null> {
    const { path, helm } = spec.source;
    const files = helm.valueFiles.map((file) => join(this.#folder, path, file));
    const read = files.map((file) => readFile(file, "utf8"));
    const layers = (await Promise.all(read)).map((text): unknown =>
      parse(text, { maxAliasCount: -1, merge: true, uniqueKeys: false }),
    );
    const chart = await this.#chartOf(path, [...layers, helm.valuesObject]);
    if (chart === null) return null;
    const { namespace } = spec.destination;
    const args = [name, chart, "--namespace", namespace, "--include-crds"];
    for (const file of files) args.push("--values", file);
    if (helm.valuesObject !== undefined) {
      const file = `${chart}-${Math.random()}.json`;
      await writeFile(file, JSON.stringify(helm.valuesObject));
      args.push("--values", file);
    }
    for (const parameter of helm.parameters) args.push("--set", `${parameter.name}=${parameter.value}`);
    return { name, namespace, objects: await this.#template(args) };
  }

  async #template(args: readonly string[]): Promise<PlainObject[]> {
    const { stdout } = await runCommand({ program: this.#helm, args: ["template", ...args] });
    return stdout.trim() === "" ? [] : ((await askKubectlForStream(stdout)) as PlainObject[]);
  }

  /** A copy of the chart whose dependencies all lie in the tree; null when the values need another one. */
  async #chartOf(path: string, layers: readonly unknown[]): Promise<string | null> {
    const chart = chartFile.parse(parse(await readFile(join(this.#folder, path, "Chart.yaml"), "utf8")));
    const { dependencies = [] } = chart;
    const isRemote = ({ repository = "" }: { repository?: string | undefined }) => /^(https?|oci):/.test(repository);
    if (dependencies.some((one) => isRemote(one) && isOn(one.condition, layers))) return null;
    const local = { ...chart, dependencies: dependencies.filter((one) => !isRemote(one)) };
    const built = this.#built.get(path) ?? this.#build(path, local);
    this.#built.set(path, built);
    return await built;
  }

  async #build(path: string, chart: object): Promise<string> {
    const copy = join(this.#folder, `${path}-plain`);
    await cp(join(this.#folder, path), copy, { recursive: true });
    await rm(join(copy, "Chart.lock"), { force: true });
    await writeFile(join(copy, "Chart.yaml"), stringify(chart));
    await runCommand({ program: this.#helm, args: ["dependency", "update", "--skip-refresh", copy] });
    return copy;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Helm's rule: the first path of the condition that holds a boolean decides; without any, the dependency is on. */
function isOn(condition: string | undefined, layers: readonly unknown[]): boolean {
  for (const path of (condition ?? "").split(",")) {
    const found = layers
      .map((layer) => at(layer, path.trim().split(".")))
      .filter((value) => typeof value === "boolean");
    const last = found.at(-1);
    if (last !== undefined) return last;
  }
  return true;
}

function at(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) current = typeof current === "object" && current !== null ? Reflect.get(current, key) : null;
  return current;
}
