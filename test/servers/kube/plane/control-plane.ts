import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Progress } from "../assets/cache.ts";
import { findProgram, type Program } from "../assets/programs.ts";
import { KubeClient } from "../client/kube-client.ts";
import { waitFor } from "../client/wait-for.ts";
import { type CrdSet, crdFolder, loadCrds } from "../crds/load.ts";
import { grantAccess } from "./access-rules.ts";
import { apiServerArguments, controllerManagerArguments, etcdArguments, type Ports } from "./commands.ts";
import { writeCredentials } from "./credentials.ts";
import { writeKubeconfig } from "./kubeconfig.ts";
import { freePorts } from "./ports.ts";
import { ProcessGroup } from "./process-group.ts";
import { waitUntilReady } from "./ready.ts";
import type { PlaneAddress } from "./users.ts";

export interface ControlPlaneOptions {
  /** Starts kube-controller-manager too: garbage collection, namespace deletion, ReplicaSets, default accounts. */
  readonly controllerManager?: boolean;
  /** Default `charts` and `strimzi-1.2.0`. */
  readonly crds?: readonly CrdSet[];
  /** Default `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
  /** Default stderr. */
  readonly progress?: Progress;
}

/** A running API server with its etcd. */
export interface ControlPlane extends PlaneAddress, AsyncDisposable {
  /** Kills the servers and removes their folder. */
  stop(): Promise<void>;
}

interface Prepared {
  readonly programs: Readonly<Record<Program, string | null>>;
  readonly crdFolders: readonly string[];
}

const TRIES = 3;

/**
 * Starts a control plane of its own on free loopback ports. It ends with `stop`, with `await using`, or with this
 * process, however that dies.
 * @throws Error when a program or a CRD cannot be had or the server does not get ready.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const prepared = await prepare(options);
  for (let tried = 1; ; tried++) {
    try {
      return await startOnce(prepared);
    } catch (error) {
      if (tried === TRIES || !(error instanceof Error) || !error.message.includes("address already in use"))
        throw error;
    }
  }
}

async function prepare(options: ControlPlaneOptions): Promise<Prepared> {
  const { env = process.env, progress = toStderr, crds = ["charts", "strimzi-1.2.0"] } = options;
  const request = { env, progress };
  const crdFolders: string[] = [];
  for (const set of crds) crdFolders.push(await crdFolder(set, request));
  const withManager = options.controllerManager === true;
  const programs = {
    etcd: await findProgram("etcd", request),
    "kube-apiserver": await findProgram("kube-apiserver", request),
    "kube-controller-manager": withManager ? await findProgram("kube-controller-manager", request) : null,
  };
  return { programs, crdFolders };
}

async function startOnce(prepared: Prepared): Promise<ControlPlane> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "holdfast-plane-"));
  const processes = new ProcessGroup(folder);
  try {
    const address = await bringUp(folder, prepared, processes);
    const startSeconds = (performance.now() - started) / 1000;
    const stop = () => processes.stop();
    return { ...address, pids: processes.pids, startSeconds, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function bringUp(folder: string, { programs, crdFolders }: Prepared, processes: ProcessGroup) {
  const [api = 0, etcd = 0, etcdPeer = 0] = await freePorts(3);
  const ports: Ports = { api, etcd, etcdPeer };
  const url = `https://127.0.0.1:${api}`;
  const tokens = await writeCredentials(folder);
  const manager = programs["kube-controller-manager"];
  const order = (name: Program, args: string[]) => processes.start({ name, program: programs[name] ?? name, args });
  order("etcd", etcdArguments(folder, ports));
  order("kube-apiserver", apiServerArguments({ folder, ports, controllerManager: manager !== null }));
  const ca = await waitUntilReady({ folder, url, token: tokens.admin, processes });
  const kubeconfig = join(folder, "kubeconfig");
  await writeKubeconfig({ path: kubeconfig, url, ca, tokens });
  if (manager !== null) order("kube-controller-manager", controllerManagerArguments(folder));
  using client = new KubeClient({ url, ca, token: tokens.admin });
  await loadCrds(client, crdFolders);
  await grantAccess(client);
  if (manager !== null) await waitForDefaultAccount(client, processes);
  const certificate = { cert: join(folder, "certs", "apiserver.crt"), key: join(folder, "certs", "apiserver.key") };
  return { url, ca, certificate, kubeconfig, tokens, ports, folder };
}

async function waitForDefaultAccount(client: KubeClient, processes: ProcessGroup): Promise<void> {
  const account = "/api/v1/namespaces/default/serviceaccounts/default";
  const what = "kube-controller-manager to make the default ServiceAccount";
  await waitFor(
    async () => {
      await processes.assertRunning();
      return (await client.request("GET", account)).status === 200;
    },
    { what },
  );
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
