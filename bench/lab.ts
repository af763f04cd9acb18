import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../scripts/bundle.ts";
import { locateHelm } from "../src/render/index.ts";
import { type ControlPlane, startControlPlane } from "../test/servers/kube/index.ts";
import { locateKubectl } from "../test/setup/kubectl.ts";

/** A real API server, the programs to compare, and a temporary folder. */
export interface Lab extends AsyncDisposable {
  readonly plane: ControlPlane;
  readonly folder: string;
  readonly programs: {
    readonly holdfast: string;
    readonly floor: string;
    readonly kubectl: string;
    readonly helm: string;
  };
}

/** Starts the API server and bundles the CLI as it is shipped, and the floor in the same way. */
export async function openLab(): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
  // As beside the shipped dist; without it Node would look into each file to see whether it is a module.
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await bundle({ holdfast: "src/cli/holdfast.ts" }, join(folder, "holdfast"));
  await bundle({ floor: "bench/floor.ts" }, join(folder, "floor"));
  const { binary: helm } = await locateHelm({ env: process.env, pinned: null, dependency: "helm-4" });
  const kubectl = await locateKubectl();
  const plane = await startControlPlane();
  return {
    plane,
    folder,
    programs: {
      holdfast: join(folder, "holdfast", "holdfast.js"),
      floor: join(folder, "floor", "floor.js"),
      kubectl,
      helm,
    },
    async [Symbol.asyncDispose]() {
      await plane.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
