import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FloorWork } from "./floor.ts";
import type { Lab } from "./lab.ts";
import type { Command } from "./measure.ts";
import { renderArguments, type Workload } from "./workload.ts";

/** What is compared, by the names that the tables show. */
export interface Contenders {
  readonly holdfast: Command;
  readonly floor: Command;
  /** `kubectl diff` of one file, as most people run it. */
  readonly kubectl: Command;
  /** `kubectl diff` at its fastest: one file per object, server side, 16 at once. */
  readonly kubectlBest: Command;
}

export interface Setting {
  readonly lab: Lab;
  readonly workload: Workload;
  readonly kubeconfig: string;
  /** Folder for everything that the contenders keep between runs. */
  readonly caches: string;
}

/** kubectl says 1 when it finds differences. Server side it finds none: an added label is no change to an apply. */
const ANSWERS = [0, 1];

/** The command lines. kubectl gets its manifests rendered: its time has no Helm in it, the others' has. */
export async function contenders(setting: Setting): Promise<Contenders> {
  const { lab, workload, kubeconfig, caches } = setting;
  const { programs } = lab;
  const { folder, namespace } = workload.repository;
  const env = {
    ...process.env,
    KUBECONFIG: kubeconfig,
    HOLDFAST_HELM: programs.helm,
    XDG_CACHE_HOME: caches,
    NODE_COMPILE_CACHE: join(caches, "node"),
    KUBECACHEDIR: join(caches, "kubectl"),
  };
  const node = (args: readonly string[]): Command => ({
    program: process.execPath,
    args,
    env,
    cwd: folder,
    codes: [0],
  });
  const diff = (args: readonly string[]): Command => ({
    program: programs.kubectl,
    args: ["diff", "--context", "admin", "--namespace", namespace, ...args],
    env,
    cwd: folder,
    codes: ANSWERS,
  });
  return {
    holdfast: node([programs.holdfast, "check", "--output", "json"]),
    floor: node([programs.floor, await writeWork(setting)]),
    kubectl: diff(["--filename", workload.manifests.file]),
    kubectlBest: diff([
      "--server-side",
      "--field-manager=helm",
      "--concurrency=16",
      "--filename",
      workload.manifests.folder,
    ]),
  };
}

async function writeWork({ lab, workload, caches }: Setting): Promise<string> {
  const work: FloorWork = {
    context: "admin",
    lists: workload.lists,
    helm: lab.programs.helm,
    render: renderArguments(workload.repository),
  };
  await mkdir(caches, { recursive: true });
  const file = join(caches, "floor.json");
  await writeFile(file, JSON.stringify(work));
  return file;
}
