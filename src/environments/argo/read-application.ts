import { posix } from "node:path";
import { InvalidYaml, readYaml } from "../../render/yaml/index.ts";
import { isJsonObject, type JsonObject } from "../../vocabulary/index.ts";
import type { Application, ArgoIgnoreDifference, HelmParameter } from "../application.ts";
import { type BuildEnvironment, fillVariables, unknownVariable } from "./build-environment.ts";
import { type Candidate, refusalOf, renderedSources } from "./refusals.ts";
import { sourcesOf } from "./repository.ts";
import { revisionOf } from "./revision.ts";
import type { ArgoApplication, ArgoHelm, ArgoSource } from "./schema.ts";
import { resolveValueFile } from "./value-files.ts";

/** Helm's own, which an empty destination namespace leads to. */
const DEFAULT_NAMESPACE = "default";

/** An Application as Holdfast renders it, or a clause that says why it does not. */
export type ReadApplication =
  | { readonly ok: true; readonly application: Application }
  | { readonly ok: false; readonly why: string };

/** Takes everything from the Application itself: nothing is guessed from names or folders. */
export async function readApplication(candidate: Candidate): Promise<ReadApplication> {
  const why = await refusalOf(candidate);
  if (why !== null) return { ok: false, why };
  const { application } = candidate;
  const [source] = renderedSources(application);
  if (source === undefined) return { ok: false, why: "its Application has no source to render" };
  const values = valuesOf(application, source);
  if (!values.ok) return values;
  const { metadata, spec } = application;
  return {
    ok: true,
    application: {
      name: metadata.name,
      release: source.helm?.releaseName || metadata.name,
      namespace: namespaceOf(application),
      chart: posix.join(source.path),
      ...values.values,
      ignoreMissingValueFiles: source.helm?.ignoreMissingValueFiles ?? false,
      targetRevision: revisionOf(source.targetRevision),
      ignoreDifferences: spec.ignoreDifferences.map(ignoreDifference),
      declaredIn: candidate.declaredIn,
      argoCd: true,
    },
  };
}

export function namespaceOf({ spec }: ArgoApplication): string {
  return spec.destination?.namespace || DEFAULT_NAMESPACE;
}

type Values = Pick<Application, "valueFiles" | "valuesObject" | "parameters">;
type Taken<T> = { readonly ok: true; readonly values: T } | { readonly ok: false; readonly why: string };

const NO_VALUES: Values = { valueFiles: [], valuesObject: null, parameters: [] };

function valuesOf(application: ArgoApplication, source: ArgoSource): Taken<Values> {
  const { helm } = source;
  if (helm === undefined) return { ok: true, values: NO_VALUES };
  const variables = variablesOf(application, source);
  const refs = new Set(sourcesOf(application).map(({ ref }) => ref));
  refs.delete("");
  const files = helm.valueFiles.map((file) => resolveValueFile(file, { path: source.path, refs, variables }));
  const refused = files.find((file) => !file.ok);
  if (refused !== undefined) return refused;
  const inline = inlineValues(helm);
  if (!inline.ok) return inline;
  const parameters = parametersOf(helm, variables);
  if (!parameters.ok) return parameters;
  const valueFiles = files.flatMap((file) => (file.ok ? [file.path] : []));
  return { ok: true, values: { valueFiles, valuesObject: inline.values, parameters: parameters.values } };
}

/** `values` counts only where there is no `valuesObject`, as in Argo CD. */
function inlineValues({ values, valuesObject }: ArgoHelm): Taken<JsonObject | null> {
  if (valuesObject !== undefined) return { ok: true, values: valuesObject };
  if (values.trim() === "") return { ok: true, values: null };
  try {
    const { value } = readYaml(values);
    if (value === null || isJsonObject(value)) return { ok: true, values: value };
    return { ok: false, why: "its helm.values is not a map" };
  } catch (error) {
    if (!(error instanceof InvalidYaml)) throw error;
    return { ok: false, why: `its helm.values is not valid YAML: ${error.message}` };
  }
}

function parametersOf({ parameters }: ArgoHelm, variables: BuildEnvironment): Taken<readonly HelmParameter[]> {
  for (const { name, value } of parameters) {
    const unknown = unknownVariable(value, variables);
    if (unknown !== null) return { ok: false, why: `its parameter ${name} needs ${unknown}, which only Argo CD knows` };
  }
  return {
    ok: true,
    values: parameters.map(({ name, value, forceString }) => ({
      name,
      value: fillVariables(value, variables),
      forceString,
    })),
  };
}

/** The part of Argo CD's build environment that git alone tells. */
function variablesOf(application: ArgoApplication, source: ArgoSource): BuildEnvironment {
  return {
    ARGOCD_APP_NAME: application.metadata.name,
    ARGOCD_APP_NAMESPACE: namespaceOf(application),
    ARGOCD_APP_PROJECT_NAME: application.spec.project,
    ARGOCD_APP_SOURCE_PATH: source.path,
    ARGOCD_APP_SOURCE_REPO_URL: source.repoURL,
    ARGOCD_APP_SOURCE_TARGET_REVISION: source.targetRevision,
  };
}

function ignoreDifference(entry: ArgoApplication["spec"]["ignoreDifferences"][number]): ArgoIgnoreDifference {
  const { group, kind, name, namespace, jsonPointers, jqPathExpressions, managedFieldsManagers } = entry;
  return {
    group,
    kind,
    name: name || null,
    namespace: namespace || null,
    jsonPointers,
    jqPathExpressions,
    managedFieldsManagers,
  };
}
