import type { FieldManager } from "../compare/deployer.ts";
import type { RuleName } from "../vocabulary/index.ts";
import type { ServiceName, ServicePart } from "./service-parts.ts";
import type { ServicesConfig } from "./services.ts";

/** holdfast.yaml after schema, defaults and cross-field rules. Paths are relative to `root`. */
export interface Config {
  /** Absolute path of holdfast.yaml. */
  readonly file: string;
  /** Absolute path of the repository's root: the folder of holdfast.yaml. */
  readonly root: string;
  readonly helm: HelmConfig;
  readonly layout: PlainLayout | AppOfAppsLayout;
  readonly environments: readonly EnvironmentConfig[];
  readonly ignore: readonly IgnoreRule[];
  readonly exclude: readonly Exclusion[];
  /** Path of the baseline file, null for none. */
  readonly baseline: string | null;
  /** Rules of lint that are switched on or off; every other one is as its table says. */
  readonly rules: ReadonlyMap<RuleName, boolean>;
  /** Files or folders of CustomResourceDefinitions for lint, besides those that applications render. */
  readonly crds: readonly string[];
}

export interface HelmConfig {
  /** The exact version that must render, null for any. */
  readonly version: string | null;
  /** `--kube-version` and `--api-versions` for Helm's Capabilities; null and empty leave Helm's own. */
  readonly kubeVersion: string | null;
  readonly apiVersions: readonly string[];
}

/** `environments/<env>/` holds values files, `charts/` the charts; applications are named in holdfast.yaml. */
export interface PlainLayout {
  readonly kind: "plain";
  /** Where an application's values of an environment lie: `environments/{environment}/{application}.yaml`. */
  readonly values: string;
  readonly applications: readonly PlainApplication[];
}

export interface PlainApplication {
  readonly name: string;
  readonly chart: string;
  readonly namespace: string;
  readonly release: string;
}

/** A chart renders one Argo CD Application per application, as Phalanx does. */
export interface AppOfAppsLayout {
  readonly kind: "app-of-apps";
  /** Folder of that chart: `environments`. */
  readonly chart: string;
  /** Values file of an environment inside that folder: `values-{environment}.yaml`. */
  readonly values: string;
}

export interface EnvironmentConfig {
  readonly name: string;
  readonly cluster: ClusterConfig | null;
  /** Plain layout: the applications that this environment runs. Null runs all. */
  readonly applications: readonly string[] | null;
  /** Where Argo CD keeps its Application resources; null without Argo CD. */
  readonly argoCd: { readonly namespace: string } | null;
  readonly tracking: Tracking;
  /** Field managers that deploy here, besides the known ones. */
  readonly deployers: readonly FieldManager[];
  readonly services: ServicesConfig;
}

export type ClusterConfig =
  | { readonly kind: "context"; readonly context: string; readonly kubeconfig: string | null }
  | { readonly kind: "in-cluster" };

/** How a live object tells that this deployer made it: a label or annotation whose value starts with the application's name. */
export interface Tracking {
  readonly by: "label" | "annotation";
  readonly name: string;
}

/** Hides findings that match every given part. Globs: `*` within a name, `**` across path segments. */
export interface IgnoreRule {
  readonly environment: string | null;
  readonly application: string | null;
  /** A rule of lint, or any other reason. */
  readonly rule: string | null;
  readonly group: string | null;
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly path: string | null;
  readonly manager: string | null;
  readonly reason: string;
  /** ISO date; the rule holds through that day. Null for no end. */
  readonly expires: string | null;
  /** `holdfast.yaml:12`, for messages. */
  readonly at: string;
}

/** What one may not or need not look at: never read, shown as "not looked at". */
export interface Exclusion {
  readonly environment: string | null;
  /** A service instead of objects: the rest of the selector is null then. */
  readonly service: ServiceName | null;
  /** A part of that service; null for all of it. */
  readonly part: ServicePart | null;
  readonly group: string | null;
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly reason: string;
  readonly expires: string | null;
  readonly at: string;
}
