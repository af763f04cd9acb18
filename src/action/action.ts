import * as core from "@actions/core";
import { explainFailure } from "../cli/failure.ts";
import { createScrubber } from "../masking/index.ts";
import { runStep } from "./step.ts";

const scrubber = createScrubber();
const fail = (error: unknown): void => core.setFailed(explainFailure(error, scrubber).trimEnd());
process.once("uncaughtException", (error) => {
  fail(error);
  process.exit(1);
});
try {
  const why = await runStep(process.env, scrubber);
  if (why !== null) core.setFailed(why);
} catch (error) {
  fail(error);
}
