import { posix } from "node:path";
import type { Tree } from "../../git/index.ts";
import { isFileIn, isFolderIn } from "../files.ts";
import { clusterOf, type Home, sameRepository, sourcesOf, withoutCredentials } from "./repository.ts";
import { revisionOf } from "./revision.ts";
import type { ArgoApplication, ArgoHelm, ArgoSource } from "./schema.ts";

/** An Application in its surroundings. */
export interface Candidate {
  readonly application: ArgoApplication;
  readonly home: Home;
  readonly tree: Tree;
  /** The file of the repository that it is rendered from; null where it is unknown. */
  readonly declaredIn: string | null;
}

type Refusal = (candidate: Candidate) => Promise<string | null> | string | null;

/** Why an Application cannot be rendered from this repository; the first that fits is told. */
const REFUSALS: readonly Refusal[] = [
  otherCluster,
  hydrated,
  noSource,
  ({ application }) => eachSource(application, otherTool),
  ({ application, home }) => eachSource(application, (source) => elsewhere(source, home)),
  severalCharts,
  severalRevisions,
  ({ application }) =>
    eachSource(application, (source) => (source.helm === undefined ? null : helmSetting(source.helm))),
  noChart,
];

/** A clause that says why Holdfast does not render the Application; null when it does. */
export async function refusalOf(candidate: Candidate): Promise<string | null> {
  for (const refusal of REFUSALS) {
    const why = await refusal(candidate);
    if (why !== null) return why;
  }
  return null;
}

/** The sources that render something; one that has only a `ref` lends its files. */
export function renderedSources(application: ArgoApplication): readonly ArgoSource[] {
  return sourcesOf(application).filter(({ ref, path, chart }) => ref === "" || path !== "" || chart !== "");
}

function eachSource(application: ArgoApplication, refusal: (source: ArgoSource) => string | null): string | null {
  for (const source of sourcesOf(application)) {
    const why = refusal(source);
    if (why !== null) return why;
  }
  return null;
}

function otherCluster({ application, home }: Candidate): string | null {
  const cluster = clusterOf(application);
  return cluster === home.cluster ? null : `it goes to another cluster, ${cluster}`;
}

function hydrated({ application }: Candidate): string | null {
  return application.spec.sourceHydrator === undefined ? null : "it uses a source hydrator, which is not supported";
}

function noSource({ application }: Candidate): string | null {
  return renderedSources(application).length === 0 ? "its Application has no source to render" : null;
}

function otherTool(source: ArgoSource): string | null {
  if (source.plugin !== undefined) return "it is rendered by a config management plugin, which is not supported";
  if (source.kustomize !== undefined) return "it is rendered by Kustomize, which is not supported";
  if (source.directory?.["jsonnet"] !== undefined) return "it is rendered by Jsonnet, which is not supported";
  return source.directory === undefined ? null : "it is a directory of manifests, which is not supported";
}

function elsewhere(source: ArgoSource, home: Home): string | null {
  const { chart, repoURL } = source;
  if (repoURL.startsWith("oci://")) return `its source ${repoURL} is an OCI registry, which is not supported`;
  if (chart !== "")
    return `its chart ${chart} comes from the Helm repository ${withoutCredentials(repoURL)}, which is not supported`;
  return sameRepository(repoURL) === home.repository
    ? null
    : `it comes from another repository, ${withoutCredentials(repoURL)}`;
}

function severalCharts({ application }: Candidate): string | null {
  const { length } = renderedSources(application);
  return length === 1 ? null : `it renders ${length} sources, and only one is supported`;
}

function severalRevisions({ application }: Candidate): string | null {
  const revisions = new Set(sourcesOf(application).map(({ targetRevision }) => revisionOf(targetRevision)));
  return revisions.size === 1 ? null : "its sources name different revisions, which is not supported";
}

function helmSetting(helm: ArgoHelm): string | null {
  if (helm.fileParameters.length > 0) return "it uses helm.fileParameters, which is not supported";
  if (helm.version !== "" && helm.version !== "v3") return `it asks for Helm ${helm.version}, which is not supported`;
  if (helm.namespace !== "") return "it uses helm.namespace, which is not supported";
  if (helm.skipCrds) return "it uses helm.skipCrds, which is not supported";
  if (helm.skipTests) return "it uses helm.skipTests, which is not supported";
  const capabilities = helm.kubeVersion !== "" || helm.apiVersions.length > 0;
  return capabilities ? "it sets helm.kubeVersion or helm.apiVersions, which is not supported" : null;
}

/** Argo CD looks at the files where the Application does not name a tool: Chart.yaml, then a kustomization, else manifests. */
async function noChart({ application, tree }: Candidate): Promise<string | null> {
  const [source] = renderedSources(application);
  if (source === undefined || revisionOf(source.targetRevision) !== null) return null;
  const { path } = source;
  if ((await isFileIn(tree, posix.join(path, "Chart.yaml"))) || !(await isFolderIn(tree, path))) return null;
  for (const name of ["kustomization.yaml", "kustomization.yml", "Kustomization"]) {
    if (await isFileIn(tree, posix.join(path, name))) return "it is rendered by Kustomize, which is not supported";
  }
  return `${path} holds no chart, and a directory of manifests is not supported`;
}
