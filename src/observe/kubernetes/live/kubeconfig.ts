import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Cluster, type Context, KubeConfig } from "@kubernetes/client-node";
import type { ClusterConfig } from "../../../config/config.ts";
import { UserError } from "../../../errors/index.ts";

/** Environment variables, as `process.env` holds them. */
export type Env = Readonly<Record<string, string | undefined>>;

const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * The client configuration with the wanted context as its current one.
 * This file alone imports the Kubernetes client, which takes half a second to load: import it lazily.
 * @throws UserError when the kubeconfig or the context does not exist or cannot be used.
 */
export function loadKubeConfig(cluster: ClusterConfig, env: Env, serviceAccount = SERVICE_ACCOUNT): KubeConfig {
  if (cluster.kind === "in-cluster") return inCluster(env, serviceAccount);
  const config = merged(filesOf(cluster.kubeconfig, env).map(loadFile));
  const context = config.getContexts().find(({ name }) => name === cluster.context);
  if (context === undefined) throw new UserError(unknownContext(cluster.context, config));
  refuseUnusable(config.getCluster(context.cluster), context);
  config.setCurrentContext(context.name);
  return config;
}

function refuseUnusable(cluster: Cluster | null, context: Context): void {
  if (cluster === null) {
    throw new UserError(
      `Context ${context.name} names cluster ${context.cluster}, which its kubeconfig does not hold.`,
    );
  }
  if (cluster.server.startsWith("http:") && !cluster.skipTLSVerify) {
    throw new UserError(
      `Cluster ${cluster.name} has the address ${cluster.server}, where credentials could be overheard; use https.`,
    );
  }
}

/** As kubectl finds them: the one that is named, else those in KUBECONFIG that exist, else `~/.kube/config`. */
function filesOf(kubeconfig: string | null, env: Env): readonly string[] {
  if (kubeconfig !== null) return [existing(kubeconfig)];
  const listed = (env["KUBECONFIG"] ?? "").split(delimiter).filter((file) => file !== "");
  if (listed.length === 0) return [existing(join(env["HOME"] ?? env["USERPROFILE"] ?? "", ".kube", "config"))];
  const present = listed.filter((file) => existsSync(file));
  if (present.length > 0) return present;
  throw new UserError(`KUBECONFIG names ${listed.join(", ")}, which does not exist; correct it or unset it.`);
}

function existing(file: string): string {
  if (existsSync(file)) return file;
  throw new UserError(`The kubeconfig ${file} does not exist; name another in holdfast.yaml or in KUBECONFIG.`);
}

function loadFile(file: string): KubeConfig {
  const config = new KubeConfig();
  try {
    config.loadFromFile(file);
  } catch {
    // The parser's message quotes the file, which holds credentials.
    throw new UserError(`${file} is not a valid kubeconfig; \`kubectl config view --kubeconfig ${file}\` says why.`);
  }
  return config;
}

/** As kubectl merges: the first file that has a name wins. */
function merged(configs: readonly KubeConfig[]): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: firstOfEach(configs.flatMap((each) => each.clusters)),
    users: firstOfEach(configs.flatMap((each) => each.users)),
    contexts: firstOfEach(configs.flatMap((each) => each.contexts)),
  });
  return config;
}

function firstOfEach<T extends { readonly name: string }>(entries: readonly T[]): T[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.name, entry])).values()].toReversed();
}

function unknownContext(name: string, config: KubeConfig): string {
  const known = config.getContexts().map((context) => context.name);
  const list = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
  return `There is no context ${name} in the kubeconfig; ${list}.`;
}

/** The pod's own service account, whose token file the client reads again every minute. */
function inCluster(env: Env, serviceAccount: string): KubeConfig {
  const host = env["KUBERNETES_SERVICE_HOST"];
  const port = env["KUBERNETES_SERVICE_PORT"] ?? "443";
  const tokenFile = join(serviceAccount, "token");
  if (!host || !existsSync(tokenFile)) {
    throw new UserError("The cluster is set to in-cluster, but this does not run in a pod with a service account.");
  }
  const server = `https://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: "in-cluster", server, caFile: join(serviceAccount, "ca.crt"), skipTLSVerify: false },
    { name: "service-account", authProvider: { name: "tokenFile", config: { tokenFile } } },
  );
  return config;
}
