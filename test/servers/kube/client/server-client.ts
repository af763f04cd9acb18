import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { locateHelm } from "../../../../src/render/helm/locate.ts";
import { locateKubectl } from "../../../setup/kubectl.ts";
import { type CommandResult, runCommand } from "../assets/run.ts";
import type { PlaneAddress, User } from "../plane/users.ts";
import { KubeClient } from "./kube-client.ts";

export interface CommandOptions {
  readonly stdin?: string;
  /** Whose context; default `admin`. */
  readonly user?: User;
  /** Exit codes that are an answer; default 0 only. `kubectl diff` ends with 1 when there are differences. */
  readonly codes?: readonly number[];
  /** Added to the process's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Manifest {
  /** YAML or JSON, one or more documents. */
  readonly yaml: string;
  readonly namespace: string;
  /** Default kubectl's own. */
  readonly fieldManager?: string;
}

export interface HelmInstall {
  readonly release: string;
  /** Path of the chart. */
  readonly chart: string;
  readonly namespace: string;
  /** Values as YAML or JSON. */
  readonly values?: string;
  /** Default `helm-4`, which applies on the server; `helm-3` updates. */
  readonly helm?: "helm-3" | "helm-4";
}

/** Raw requests to the server as that user. */
export function clientOf(plane: PlaneAddress, user: User = "admin"): KubeClient {
  return new KubeClient({ url: plane.url, ca: plane.ca, token: plane.tokens[user] });
}

/**
 * Runs kubectl of the development dependencies against the server.
 * @throws Error with its output when its exit code is not among `codes`.
 */
export async function kubectl(
  plane: PlaneAddress,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { user = "admin", env, ...rest } = options;
  const program = await locateKubectl();
  return runCommand({
    program,
    args: ["--context", user, ...args],
    env: { ...environmentFor(plane), ...env },
    ...rest,
  });
}

/** `kubectl apply`, which keeps what it sent in the last-applied annotation. */
export async function applyClientSide(plane: PlaneAddress, manifest: Manifest): Promise<CommandResult> {
  return kubectl(plane, ["apply", ...applyArguments(manifest)], { stdin: manifest.yaml });
}

/** `kubectl apply --server-side`. */
export async function applyServerSide(plane: PlaneAddress, manifest: Manifest): Promise<CommandResult> {
  return kubectl(plane, ["apply", "--server-side", ...applyArguments(manifest)], { stdin: manifest.yaml });
}

function applyArguments({ namespace, fieldManager }: Manifest): string[] {
  const manager = fieldManager === undefined ? [] : [`--field-manager=${fieldManager}`];
  return ["--namespace", namespace, ...manager, "--filename", "-"];
}

/** `helm upgrade --install` with the Helm of the development dependencies. */
export async function helmInstall(plane: PlaneAddress, install: HelmInstall): Promise<CommandResult> {
  const { binary } = await locateHelm({ env: process.env, pinned: null, dependency: install.helm ?? "helm-4" });
  const args = ["upgrade", "--install", install.release, install.chart, "--namespace", install.namespace];
  return runCommand({
    program: binary,
    args: [...args, "--values", "-"],
    env: environmentFor(plane),
    stdin: install.values ?? "{}",
  });
}

/** Ports are used again: what a tool caches about a server must go with that server. */
function environmentFor({ kubeconfig }: PlaneAddress): NodeJS.ProcessEnv {
  const home = (name: string) => join(dirname(kubeconfig), "tools", name);
  return {
    ...process.env,
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: home("kubectl"),
    HELM_CACHE_HOME: home("helm-cache"),
    HELM_CONFIG_HOME: home("helm-config"),
    HELM_DATA_HOME: home("helm-data"),
  };
}

/** Makes a namespace that no other test uses and gives its name. */
export async function createNamespace(plane: PlaneAddress): Promise<string> {
  using client = clientOf(plane);
  const name = `test-${randomBytes(5).toString("hex")}`;
  await client.mustRequest("POST", "/api/v1/namespaces", { metadata: { name } });
  return name;
}
