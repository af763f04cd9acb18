import { join } from "node:path";
import type { CheckPorts, CheckRequest } from "../../../src/check/index.ts";
import { parseConfig } from "../../../src/config/index.ts";
import type { Tree } from "../../../src/git/index.ts";
import { createScrubber } from "../../../src/masking/index.ts";
import type { Discovery, KubernetesReader, ListTarget, ServedKind } from "../../../src/observe/kubernetes/index.ts";
import { NO_SERVICES } from "../../../src/observe/services/port.ts";
import type { Rendering } from "../../../src/render/index.ts";
import { type KubernetesObject, type ReadFailure, type Reading, read } from "../../../src/vocabulary/index.ts";

/** Kinds of the cluster that the pipeline's tests pretend to have. */
export const KINDS: readonly ServedKind[] = [
  kind("", "v1", "ConfigMap"),
  kind("kafka.strimzi.io", "v1", "KafkaTopic"),
  kind("argoproj.io", "v1alpha1", "Application"),
];

export function kind(group: string, version: string, name: string): ServedKind {
  return { group, version, kind: name, plural: `${name.toLowerCase()}s`, namespaced: true, verbs: ["get", "list"] };
}

export function configMap(name: string, data: Record<string, string>, metadata: object = {}): KubernetesObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "kafka", ...metadata }, data };
}

export function rendering(...objects: readonly KubernetesObject[]): Rendering {
  return {
    helm: "4.2.3",
    failures: [],
    objects: objects.map((object) => ({ object, template: null, hook: null, duplicateKeys: [], unstable: [] })),
  };
}

export function failure(reason: ReadFailure["reason"], what: string, why: string): Reading<never> {
  return { ok: false, failure: { reason, what, why } };
}

/** What a test's world holds; whatever is left out is empty and readable. */
export interface World {
  /** What the application renders to, by revision. */
  readonly renderings: Readonly<Record<string, Reading<Rendering>>>;
  readonly live?: readonly KubernetesObject[];
  readonly discovery?: Reading<Discovery>;
  /** A LIST that fails: by kind, or by kind and namespace, `ConfigMap kafka`. */
  readonly lists?: Readonly<Record<string, Reading<never>>>;
  readonly argoCd?: boolean;
}

export const HEAD = "1111111111111111111111111111111111111111";

/** The ports of a pretended world, with what was asked of the cluster. */
export function portsOf(world: World): CheckPorts & { readonly asked: string[] } {
  const asked: string[] = [];
  const tree = (revision: string): Tree => ({ root: join(import.meta.dirname, "tree"), revision });
  return {
    asked,
    repository: {
      prefix: "",
      workingTree: async () => tree(HEAD),
      treeAt: async (revision) => tree(revision),
      resolve: async (revision) => (revision in world.renderings ? revision : null),
      blame: async () => [],
      changedFiles: async () => [],
      mergeBase: async () => null,
      diff: async () => [],
      remoteUrl: async () => null,
      dispose: async () => {},
    },
    renderer: {
      render: async (_application, { revision }) => world.renderings[revision ?? ""] ?? read(rendering()),
      values: async () => read({ leaves: [], merged: {}, sources: [], conditions: [] }),
      trace: async () => read({ leaves: [], cost: { leaves: 0, renders: 0, seconds: 0, cached: false } }),
      counts: () => ({ renders: 0, seconds: 0 }),
      dispose: async () => {},
    },
    connect: async () => readerOf(world, asked),
    connectServices: () => NO_SERVICES,
    connectDryRun: () => Promise.reject(new Error("the local engine asks for no dry run")),
    scrubber: createScrubber(),
    provenance: null,
    now: () => new Date("2026-11-24T06:00:00Z"),
    progress: () => {},
  };
}

function readerOf(world: World, asked: string[]): KubernetesReader {
  return {
    description: "a pretended cluster",
    recordedAt: null,
    recordedRevision: null,
    discover: async () => world.discovery ?? read({ kinds: KINDS, failures: new Map() }),
    async list(target) {
      asked.push([target.kind.kind, target.namespace ?? "*", target.labelSelector ?? ""].join(" ").trim());
      const { lists = {} } = world;
      const failed = lists[`${target.kind.kind} ${target.namespace}`] ?? lists[target.kind.kind];
      return failed ?? read((world.live ?? []).filter((object) => fits(object, target)));
    },
    schemas: async () => read({}),
    requests: () => ({ lists: asked.length, others: 0 }),
    close: async () => {},
  };
}

function fits(
  { kind: name, metadata }: KubernetesObject,
  { kind: { kind }, namespace, labelSelector }: ListTarget,
): boolean {
  if (name !== kind || (namespace !== null && metadata.namespace !== namespace)) return false;
  return labelSelector === undefined || metadata.labels?.["app.kubernetes.io/instance"] === "broker";
}

/** A check of the one environment with the one application `broker` in namespace `kafka`. */
export function requestOf(world: World, more: string = ""): CheckRequest {
  const argoCd = world.argoCd === true ? ", argoCd: { namespace: argocd }" : "";
  const text = [
    "schemaVersion: 1",
    "layout: { plain: { values: 'values/{environment}/{application}.yaml', applications: [ { name: broker, chart: charts/broker, namespace: kafka } ] } }",
    `environments: [ { name: idfint, cluster: { context: idfint }${argoCd} } ]`,
    more,
  ].join("\n");
  const config = parseConfig({ text, file: "/nowhere/holdfast.yaml" });
  return {
    config,
    environments: config.environments,
    revision: null,
    engine: "local",
    scope: { applications: null, systems: null, namespaces: null, kinds: null, severity: null },
    strict: false,
    baseline: null,
  };
}
