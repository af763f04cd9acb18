import type { Helm } from "../../../../src/render/index.ts";
import { PhalanxTree } from "../../../servers/phalanx/lab/tree.ts";
import { Ground } from "./ground.ts";
import type { Target } from "./mistake.ts";

/** Applications that render without any third-party chart, each with an environment that says much about it. */
export const PHALANX_APPLICATIONS: readonly (readonly [application: string, environment: string])[] = [
  ["prompt-kafka", "usdfprod-prompt-processing"],
  ["prompt-keda-lsstcam", "usdfprod-prompt-processing"],
  ["prompt-pub", "usdfprod-prompt-processing"],
  ["next-visit-fan-out", "usdfprod-prompt-processing"],
  ["s3-file-notifications", "usdfprod-prompt-processing"],
  ["butler-writer-service", "usdfprod-prompt-processing"],
  ["prompt-kafka", "usdfdev-prompt-processing"],
  ["prompt-keda-latiss", "usdfdev-prompt-processing"],
  ["next-visit-fan-out", "usdfdev-prompt-processing"],
  ["s3-file-notifications", "usdfdev-prompt-processing"],
];

export async function openPhalanx(helm: Helm): Promise<Ground> {
  const tree = await PhalanxTree.unpack({ kubeconfig: "unused", context: "unused" });
  return Ground.open(tree.root, helm, () => tree[Symbol.asyncDispose]());
}

export function phalanxTargets(ground: Ground): Promise<readonly Target[]> {
  return Promise.all(
    PHALANX_APPLICATIONS.map(async ([application, environment]) => {
      const file = `applications/${application}/values-${environment}.yaml`;
      const chart = new Map(await ground.texts(`applications/${application}`));
      chart.delete(file);
      return { application, environment, file, text: await ground.read(file), chart };
    }),
  );
}
