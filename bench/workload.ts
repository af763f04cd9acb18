import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect, type ServedKind } from "../src/observe/kubernetes/index.ts";
import { readManifests } from "../src/render/index.ts";
import { joinApiVersion, type KubernetesObject } from "../src/vocabulary/index.ts";
import { clientOf, helmInstall, kubectl } from "../test/servers/kube/index.ts";
import type { Lab } from "./lab.ts";
import { realMix, renderedBy } from "./mix.ts";
import { type Repository, writeRepository } from "./repository.ts";

/** Objects that git declares and the API server holds, some of them changed by hand. */
export interface Workload {
  readonly objects: number;
  readonly repository: Repository;
  /** How many objects were changed by hand. */
  readonly drifted: number;
  /** The collections of the declared kinds, as URL paths. */
  readonly lists: readonly string[];
  /** All manifests in one file, and each in a file of its own. */
  readonly manifests: { readonly file: string; readonly folder: string };
}

/** One object in so many is labelled by hand. */
const ONE_DRIFTS_IN = 33;

/** Installs the real mix with Helm and changes some objects as a person would, with `kubectl label`. */
export async function deploy(objects: number, lab: Lab): Promise<Workload> {
  const { plane, programs } = lab;
  const mix = await realMix(programs.helm);
  const repository = await writeRepository({ folder: join(lab.folder, `repository-${objects}`), mix, objects });
  const { release, chart, namespace } = repository;
  using client = clientOf(plane);
  await client.mustRequest("POST", "/api/v1/namespaces", { metadata: { name: namespace } });
  await helmInstall(plane, { release, chart, namespace, values: JSON.stringify({ objects }) });
  const declared = await renderedObjects(repository, programs.helm);
  const changed = declared.filter((_, index) => index % ONE_DRIFTS_IN === 0);
  const stdin = JSON.stringify({ apiVersion: "v1", kind: "List", items: changed });
  await kubectl(plane, ["label", "--namespace", namespace, "--filename", "-", "debug=by-hand"], { stdin });
  return {
    objects,
    repository,
    drifted: changed.length,
    lists: await collections(declared, lab, namespace),
    manifests: await writeManifests(declared, join(lab.folder, `manifests-${objects}`)),
  };
}

async function renderedObjects(repository: Repository, helm: string): Promise<KubernetesObject[]> {
  const stream = await renderedBy(helm, renderArguments(repository));
  return readManifests(stream).objects.map(({ object }) => object);
}

/** The arguments of the one `helm template` that a check needs. */
export function renderArguments({ release, chart, namespace, values }: Repository): string[] {
  return ["template", release, chart, "--namespace", namespace, "--include-crds", "--values", values];
}

async function collections(declared: readonly KubernetesObject[], lab: Lab, namespace: string): Promise<string[]> {
  const cluster = { kind: "context", context: "admin", kubeconfig: lab.plane.kubeconfig } as const;
  const reader = await connect({ cluster, env: {}, cacheDir: join(lab.folder, "cache-of-the-bench") });
  const discovery = await reader.discover();
  await reader.close();
  if (!discovery.ok) throw new Error(discovery.failure.why);
  const wanted = new Set(declared.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  const kinds = discovery.value.kinds.filter((kind) =>
    wanted.has(`${joinApiVersion(kind.group, kind.version)} ${kind.kind}`),
  );
  if (kinds.length !== wanted.size) throw new Error(`the server serves ${kinds.length} of ${wanted.size} kinds`);
  return kinds.map((kind) => pathOf(kind, namespace));
}

function pathOf({ group, version, plural, namespaced }: ServedKind, namespace: string): string {
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  return namespaced ? `${root}/namespaces/${namespace}/${plural}` : `${root}/${plural}`;
}

async function writeManifests(declared: readonly KubernetesObject[], folder: string): Promise<Workload["manifests"]> {
  await mkdir(folder, { recursive: true });
  const texts = declared.map((object) => JSON.stringify(object));
  await Promise.all(texts.map((text, index) => writeFile(join(folder, `${index}.json`), text)));
  const file = `${folder}.yaml`;
  await writeFile(file, texts.join("\n---\n"));
  return { file, folder };
}
