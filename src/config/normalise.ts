import { dirname, resolve } from "node:path";
import { RULE_NAMES } from "../vocabulary/index.ts";
import type { ClusterConfig, Config, EnvironmentConfig, Exclusion, IgnoreRule, Tracking } from "./config.ts";
import type { ConfigPath } from "./fault.ts";
import { tidyPath } from "./inside.ts";
import { normaliseServices } from "./normalise-services.ts";
import type { DeclaredConfig } from "./schema.ts";

/** Argo CD's and Helm's own convention. */
const DEFAULT_TRACKING: Tracking = { by: "label", name: "app.kubernetes.io/instance" };

export interface Source {
  /** Absolute path of holdfast.yaml. */
  readonly file: string;
  /** `holdfast.yaml:12` for what stands at a path. */
  at(path: ConfigPath): string;
}

/** Fills in what holdfast.yaml leaves out. */
export function normalise(declared: DeclaredConfig, source: Source): Config {
  const root = dirname(source.file);
  return {
    file: source.file,
    root,
    helm: {
      version: declared.helm?.version ?? null,
      kubeVersion: declared.helm?.kubeVersion ?? null,
      apiVersions: declared.helm?.apiVersions ?? [],
    },
    layout: layoutOf(declared.layout),
    environments: declared.environments.map((environment) => environmentOf(environment, root)),
    ignore: (declared.ignore ?? []).map((rule, index) => ignoreRule(rule, source.at(["ignore", index]))),
    exclude: (declared.exclude ?? []).map((rule, index) => exclusion(rule, source.at(["exclude", index]))),
    baseline: declared.baseline === undefined ? null : tidyPath(declared.baseline),
    rules: rulesOf(declared.rules ?? {}),
    crds: (declared.crds ?? []).map(tidyPath),
  };
}

function rulesOf(declared: NonNullable<DeclaredConfig["rules"]>): Config["rules"] {
  const named = RULE_NAMES.flatMap((name) =>
    declared[name] === undefined ? [] : [[name, declared[name] === "on"] as const],
  );
  return new Map(named);
}

function layoutOf({ plain, appOfApps }: DeclaredConfig["layout"]): Config["layout"] {
  if (appOfApps !== undefined) {
    return { kind: "app-of-apps", chart: tidyPath(appOfApps.chart), values: tidyPath(appOfApps.values) };
  }
  return {
    kind: "plain",
    values: tidyPath(plain?.values ?? ""),
    applications: (plain?.applications ?? []).map(({ name, chart, namespace, release }) => ({
      name,
      chart: tidyPath(chart),
      namespace,
      release: release ?? name,
    })),
  };
}

function environmentOf(declared: DeclaredConfig["environments"][number], root: string): EnvironmentConfig {
  return {
    name: declared.name,
    cluster: declared.cluster === undefined ? null : clusterOf(declared.cluster, root),
    applications: declared.applications ?? null,
    argoCd: declared.argoCd ?? null,
    tracking: trackingOf(declared.tracking ?? {}),
    deployers: (declared.deployers ?? []).map(({ manager, operation, subresource }) => ({
      manager,
      operation,
      subresource: subresource ?? null,
    })),
    services: normaliseServices(declared.services ?? {}, root),
  };
}

type DeclaredCluster = NonNullable<DeclaredConfig["environments"][number]["cluster"]>;

function clusterOf({ context, kubeconfig }: DeclaredCluster, root: string): ClusterConfig {
  if (context === undefined) return { kind: "in-cluster" };
  return { kind: "context", context, kubeconfig: kubeconfig === undefined ? null : resolve(root, kubeconfig) };
}

function trackingOf({ label, annotation }: { label?: string | undefined; annotation?: string | undefined }): Tracking {
  if (annotation !== undefined) return { by: "annotation", name: annotation };
  return label === undefined ? DEFAULT_TRACKING : { by: "label", name: label };
}

type DeclaredRule = NonNullable<DeclaredConfig["ignore"]>[number];
type DeclaredExclusion = NonNullable<DeclaredConfig["exclude"]>[number];

function ignoreRule(rule: DeclaredRule, at: string): IgnoreRule {
  const { application = null, rule: name = null, path = null, manager = null } = rule;
  return { ...selector(rule, at), application, rule: name, path, manager };
}

function exclusion(rule: DeclaredExclusion, at: string): Exclusion {
  const { service = null, part = null } = rule;
  return { ...selector(rule, at), service, part };
}

function selector(rule: DeclaredRule | DeclaredExclusion, at: string) {
  const { environment = null, group = null, kind = null, namespace = null, name = null, reason, expires = null } = rule;
  return { environment, group, kind, namespace, name, reason, expires, at };
}
