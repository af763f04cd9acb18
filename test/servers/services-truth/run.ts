import { holds, printed } from "./table.ts";
import { findTruth } from "./truth.ts";

/** `npm run truth:services [-- WORDS,WORDS]`: prints the truth table of services; exit code 1 when it does not hold. */
const [, , words] = process.argv;
const started = performance.now();
const progress = (line: string): void => {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
};
const truth = await findTruth({ progress, only: words?.split(",") ?? null });
process.stdout.write(`${printed(truth)}\n`);
process.exitCode = holds(truth) ? 0 : 1;
