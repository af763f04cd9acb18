import { startControlPlane } from "../kube/index.ts";
import { holds, printed } from "./table.ts";
import { findTruth } from "./truth.ts";

/** `npm run truth [-- SEED [WORDS]]`: prints the truth table; exit code 1 when it does not hold. */
const [, , seedText = "20261124", only = null] = process.argv;
const seed = Number(seedText);
const started = performance.now();
const progress = (line: string): void => {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
};
await using plane = await startControlPlane({ controllerManager: true });
progress("the control plane runs");
const truth = await findTruth({ plane, seed, progress, only });
process.stdout.write(`seed ${seed}\n${printed(truth)}\n`);
process.exitCode = holds(truth) ? 0 : 1;
