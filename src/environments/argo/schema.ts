import { z } from "zod";
import type { Json, JsonObject } from "../../vocabulary/index.ts";

/** Null and absent are the same for Kubernetes. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

const json: z.ZodType<Json> = z.json();
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);
const texts = optional(z.array(z.string())).transform((list) => list ?? []);
const text = optional(z.string()).transform((value) => value ?? "");
const flag = optional(z.boolean()).transform((value) => value ?? false);

const parameter = z.looseObject({ name: text, value: text, forceString: flag });

const helm = z.looseObject({
  releaseName: text,
  valueFiles: texts,
  ignoreMissingValueFiles: flag,
  values: text,
  valuesObject: optional(jsonObject),
  parameters: optional(z.array(parameter)).transform((list) => list ?? []),
  fileParameters: optional(z.array(z.unknown())).transform((list) => list ?? []),
  version: text,
  skipCrds: flag,
  skipTests: flag,
  kubeVersion: text,
  apiVersions: texts,
  namespace: text,
});

const source = z.looseObject({
  repoURL: text,
  path: text,
  targetRevision: text,
  chart: text,
  ref: text,
  helm: optional(helm),
  kustomize: optional(jsonObject),
  directory: optional(jsonObject),
  plugin: optional(jsonObject),
});

const ignoreDifference = z.looseObject({
  group: text,
  kind: text,
  name: text,
  namespace: text,
  jsonPointers: texts,
  jqPathExpressions: texts,
  managedFieldsManagers: texts,
});

/** What Holdfast reads of an Argo CD Application (argoproj.io/v1alpha1). */
export const argoApplication = z.looseObject({
  metadata: z.looseObject({ name: z.string().min(1), namespace: text }),
  spec: z.looseObject({
    destination: optional(z.looseObject({ server: text, name: text, namespace: text })),
    project: text,
    source: optional(source),
    sources: optional(z.array(source)).transform((list) => list ?? []),
    sourceHydrator: optional(jsonObject),
    ignoreDifferences: optional(z.array(ignoreDifference)).transform((list) => list ?? []),
  }),
});

export type ArgoApplication = z.output<typeof argoApplication>;
export type ArgoSource = z.output<typeof source>;
export type ArgoHelm = z.output<typeof helm>;

const listGenerator = z.strictObject({ elements: optional(z.array(jsonObject)).transform((list) => list ?? []) });

const gitGenerator = z.strictObject({
  repoURL: z.string(),
  revision: text,
  requeueAfterSeconds: z.unknown().optional(),
  directories: z.array(z.strictObject({ path: z.string(), exclude: flag })),
});

/** A generator that Holdfast can follow; any other key or kind is refused by name. */
export const argoGenerator = z.union([z.strictObject({ list: listGenerator }), z.strictObject({ git: gitGenerator })]);

export type ArgoGenerator = z.output<typeof argoGenerator>;

/** What Holdfast reads of an Argo CD ApplicationSet (argoproj.io/v1alpha1). */
export const argoApplicationSet = z.looseObject({
  metadata: z.looseObject({ name: z.string().min(1) }),
  spec: z.looseObject({
    goTemplate: flag,
    generators: z.array(jsonObject),
    template: jsonObject,
    templatePatch: text,
  }),
});

export type ArgoApplicationSet = z.output<typeof argoApplicationSet>;
