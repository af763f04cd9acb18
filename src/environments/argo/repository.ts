import { posix } from "node:path";
import type { Tree } from "../../git/index.ts";
import { isFileIn } from "../files.ts";
import type { ArgoApplication, ArgoSource } from "./schema.ts";

/** Argo CD's own cluster, by its address or its name. */
const IN_CLUSTER = "in-cluster";
const IN_CLUSTER_SERVER = "https://kubernetes.default.svc";

/** What most of an environment's Applications have in common: the repository and the cluster that they are about. */
export interface Home {
  /** Normalised URL of this repository. */
  readonly repository: string;
  readonly cluster: string;
}

/**
 * This repository is the one whose paths hold charts in the tree; the cluster is Argo CD's own if anything goes there,
 * else the one that most Applications name.
 */
export async function homeOf(applications: readonly ArgoApplication[], tree: Tree): Promise<Home> {
  const sources = applications.flatMap(sourcesOf).filter(({ path, chart }) => path !== "" && chart === "");
  const here = await Promise.all(sources.map(({ path }) => isFileIn(tree, posix.join(path, "Chart.yaml"))));
  const present = sources.filter((_, index) => here[index]);
  const clusters = applications.map(clusterOf);
  return {
    repository: mostFrequent((present.length > 0 ? present : sources).map(({ repoURL }) => sameRepository(repoURL))),
    cluster: clusters.includes(IN_CLUSTER) ? IN_CLUSTER : mostFrequent(clusters),
  };
}

/** Argo CD prefers `sources` where both are given. */
export function sourcesOf({ spec }: ArgoApplication): readonly ArgoSource[] {
  if (spec.sources.length > 0) return spec.sources;
  return spec.source === undefined ? [] : [spec.source];
}

/** The cluster that an Application goes to; Argo CD's own has one spelling. */
export function clusterOf({ spec }: ArgoApplication): string {
  const cluster = (spec.destination?.server || spec.destination?.name || IN_CLUSTER).replace(/\/$/, "");
  return cluster === IN_CLUSTER_SERVER ? IN_CLUSTER : cluster;
}

/** One spelling for `https://host/a/b.git`, `git@host:a/b` and `ssh://git@host/a/b`. */
export function sameRepository(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^(?:https?|ssh|git):\/\//, "")
    .replace(/^[^@/]+@/, "")
    .replace(/^(?<host>[^/:]+):(?!\d+\/)/, "$<host>/")
    .replace(/\/$/, "")
    .replace(/\.git$/, "");
}

/** A URL for messages. */
export function withoutCredentials(url: string): string {
  return url.replace(/^(?<scheme>[a-z]+:\/\/)[^@/]+@/i, "$<scheme>");
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}
