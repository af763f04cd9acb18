import { locateHelm } from "../../../../src/render/index.ts";
import { HAS_PHALANX } from "../../../servers/phalanx/lab/tree.ts";
import { exampleTargets, openExample } from "./example.ts";
import { openPhalanx, phalanxTargets } from "./phalanx.ts";
import { printed } from "./table.ts";
import { findTruth, type Truth } from "./truth.ts";

/** Which mistakes are made where none is named. */
export const DEFAULT_SEED = 20_261_124;

/** How many mistakes of one kind are made in each repository. */
const MOST = { example: 10, phalanx: 12 };

/** Both repositories at the same time; without the Phalanx archive the example alone. */
export async function lintTruth(
  seed: number,
  progress: (line: string) => void,
): Promise<{ example: Truth; phalanx: Truth | null }> {
  const helm = await locateHelm({ env: process.env, pinned: null, dependency: "helm-4" });
  const onExample = async (): Promise<Truth> => {
    await using ground = await openExample(helm);
    return await findTruth(ground, {
      targets: await exampleTargets(ground),
      most: MOST.example,
      seed,
      progress: (line) => progress(`example ${line}`),
    });
  };
  const onPhalanx = async (): Promise<Truth | null> => {
    if (!HAS_PHALANX) return null;
    await using ground = await openPhalanx(helm);
    return await findTruth(ground, {
      targets: await phalanxTargets(ground),
      most: MOST.phalanx,
      seed,
      progress: (line) => progress(`phalanx ${line}`),
    });
  };
  const [example, phalanx] = await Promise.all([onExample(), onPhalanx()]);
  return { example, phalanx };
}

/** `npm run truth:lint [-- SEED]`: prints the table. */
if (import.meta.main) {
  const started = performance.now();
  const progress = (line: string): void => {
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
  };
  const { example, phalanx } = await lintTruth(Number(process.argv[2] ?? DEFAULT_SEED), progress);
  process.stdout.write(`${printed(phalanx === null ? [example] : [example, phalanx])}\n`);
  if (phalanx === null) process.stdout.write("The Phalanx part did not run: its archive is not there.\n");
}
