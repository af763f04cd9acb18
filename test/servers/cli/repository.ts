import type { PlaneAddress, User } from "../kube/index.ts";
import type { Files } from "./workplace.ts";

/** A manifest without its namespace: the release gives it. */
export type Manifest = Readonly<Record<string, unknown>> & {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: unknown };
};

export interface RepositoryOptions {
  readonly plane: Pick<PlaneAddress, "kubeconfig">;
  readonly namespace: string;
  readonly user?: User;
  /** Where Argo CD keeps its Applications. */
  readonly argoCd?: string;
  /** More of holdfast.yaml. */
  readonly more?: object;
}

/** A repository whose one application `broker` renders exactly these manifests. */
export function repositoryOf(manifests: readonly Manifest[], options: RepositoryOptions): Files {
  return {
    "holdfast.yaml": configOf(options),
    "charts/broker/Chart.yaml": "apiVersion: v2\nname: broker\nversion: 0.1.0\n",
    "charts/broker/templates/all.yaml": templateOf(manifests),
    "environments/dev/broker.yaml": "{}\n",
  };
}

export function configOf({ plane, namespace, user = "admin", argoCd, more = {} }: RepositoryOptions): object {
  const cluster = { context: user, kubeconfig: plane.kubeconfig };
  return {
    schemaVersion: 1,
    layout: {
      plain: {
        values: "environments/{environment}/{application}.yaml",
        applications: [{ name: "broker", chart: "charts/broker", namespace }],
      },
    },
    environments: [{ name: "dev", cluster, ...(argoCd !== undefined && { argoCd: { namespace: argoCd } }) }],
    ...more,
  };
}

/** A template that is what it renders to: braces of the manifests are not Helm's. */
export function templateOf(manifests: readonly Manifest[]): string {
  return manifests.map((manifest) => `---\n${JSON.stringify(manifest).replaceAll("{{", '{{ "{{" }}')}\n`).join("");
}

/** The manifests as `kubectl apply` takes them. */
export function documentsOf(manifests: readonly object[]): string {
  return manifests.map((manifest) => `---\n${JSON.stringify(manifest)}\n`).join("");
}

/** One object of each of several kinds, none of which another names. */
export const MANIFESTS: readonly Manifest[] = [
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data: { mode: "calm" } },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "front" },
    spec: { selector: { app: "front" }, ports: [{ port: 80 }] },
  },
  { apiVersion: "v1", kind: "Secret", metadata: { name: "credentials" }, stringData: { password: "not-for-anybody" } },
  {
    apiVersion: "kafka.strimzi.io/v1",
    kind: "KafkaTopic",
    metadata: { name: "alerts" },
    spec: { partitions: 3, replicas: 1 },
  },
  {
    apiVersion: "keda.sh/v1alpha1",
    kind: "ScaledObject",
    metadata: { name: "ingest" },
    spec: { scaleTargetRef: { name: "ingest" }, triggers: [{ type: "kafka", metadata: { topic: "alerts" } }] },
  },
];
