import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { builtControlPlane } from "./build.ts";
import type { Progress } from "./cache.ts";

/** The programs of a control plane. */
export type Program = "etcd" | "kube-apiserver" | "kube-controller-manager";

export interface ProgramRequest {
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
}

const ENVIRONMENT_NAMES = {
  etcd: "TEST_ASSET_ETCD",
  "kube-apiserver": "TEST_ASSET_KUBE_APISERVER",
  "kube-controller-manager": "TEST_ASSET_KUBE_CONTROLLER_MANAGER",
} as const satisfies Record<Program, string>;

/**
 * Finds a program of the control plane: its own variable, the folder KUBEBUILDER_ASSETS (both as controller-runtime's
 * envtest reads them), PATH, the cache, and last a build into the cache.
 * @throws Error when a variable names something that is no program, or when there is none and Go is absent.
 */
export async function findProgram(program: Program, request: ProgramRequest): Promise<string> {
  const { env } = request;
  const variable = ENVIRONMENT_NAMES[program];
  const named = env[variable];
  if (named !== undefined && named !== "") {
    if (await isExecutable(named)) return named;
    throw new Error(`${variable} is ${named}, which is not a program`);
  }
  const folders = [env["KUBEBUILDER_ASSETS"] ?? "", ...(env["PATH"] ?? "").split(delimiter)];
  for (const folder of folders) {
    if (folder !== "" && (await isExecutable(join(folder, program)))) return join(folder, program);
  }
  return join(await builtControlPlane(request), program);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
