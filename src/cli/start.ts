import { createScrubber } from "../masking/index.ts";
import { EXIT } from "./exit-codes.ts";
import { explainFailure } from "./failure.ts";
import { main } from "./main.ts";

/** Runs the process's command line. Even what nobody caught is told without a Secret value. @returns the exit code. */
export async function start(args: readonly string[]): Promise<number> {
  const scrubber = createScrubber();
  process.once("uncaughtException", (error) => {
    process.stderr.write(explainFailure(error, scrubber));
    process.exit(EXIT.error);
  });
  // Whoever reads may stop reading: `holdfast check | head` is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(EXIT.done);
  });
  return await main(args, scrubber);
}
