import type { JsonObject } from "../vocabulary/index.ts";

/** One Helm parameter, as `--set` or `--set-string` takes it. */
export interface HelmParameter {
  readonly name: string;
  readonly value: string;
  readonly forceString: boolean;
}

/** An `ignoreDifferences` entry of an Argo CD Application. */
export interface ArgoIgnoreDifference {
  readonly group: string;
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly jsonPointers: readonly string[];
  readonly jqPathExpressions: readonly string[];
  readonly managedFieldsManagers: readonly string[];
}

/** A unit that is deployed together: chart, values files and parameters, release, namespace and revision. */
export interface Application {
  readonly name: string;
  readonly release: string;
  readonly namespace: string;
  /** Folder of the chart, relative to the repository's root. */
  readonly chart: string;
  /** Values files in the order Helm gets them, relative to the repository's root; the chart's own values.yaml only if named. */
  readonly valueFiles: readonly string[];
  /** A values file that is named but may be absent. */
  readonly ignoreMissingValueFiles: boolean;
  readonly valuesObject: JsonObject | null;
  readonly parameters: readonly HelmParameter[];
  /** The revision this application is deployed from; null means the one that is checked. */
  readonly targetRevision: string | null;
  readonly ignoreDifferences: readonly ArgoIgnoreDifference[];
  /** The file of the repository that its Application is rendered from, for positions of parameters; null where there is none. */
  readonly declaredIn: string | null;
  /** True when an Argo CD Application manages it. */
  readonly argoCd: boolean;
}

/** An application that git declares but that cannot be rendered from this repository, and why. */
export interface UnsupportedApplication {
  readonly name: string;
  readonly namespace: string;
  readonly why: string;
}

/** What git declares for one environment. */
export interface Environment {
  readonly name: string;
  readonly applications: readonly Application[];
  readonly unsupported: readonly UnsupportedApplication[];
}
