import * as core from "@actions/core";
import { sourcesFor } from "../cli/review.ts";
import { openSession } from "../cli/session.ts";
import { UserError } from "../errors/index.ts";
import type { Scrubber } from "../masking/index.ts";
import { checkStep, optionsOf } from "./check.ts";
import { readEvent } from "./event.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { failureOf, tell } from "./outputs.ts";
import { reportStep } from "./report.ts";
import type { ActionResult } from "./result.ts";
import { reviewStep } from "./review.ts";

/** Runs the step. @returns the sentence that fails it; null when it passes. @throws UserError for a wrong input. */
export async function runStep(env: NodeJS.ProcessEnv, scrubber: Scrubber): Promise<string | null> {
  const inputs = readInputs((name) => core.getInput(name));
  handOver(inputs, env, scrubber);
  enter(inputs["working-directory"]);
  const result = await runVerb(inputs, env, scrubber);
  await tell(result, inputs);
  return failureOf(result, inputs);
}

async function runVerb(inputs: Inputs, env: NodeJS.ProcessEnv, scrubber: Scrubber): Promise<ActionResult> {
  const options = optionsOf(inputs);
  if (inputs.verb === "review") {
    const event = await readEvent(env);
    // No chart of a stranger is rendered beside the credentials of a cluster.
    const cluster = inputs.cluster && event?.fork !== true;
    await using session = await openSession(options, scrubber, sourcesFor({ ...options, cluster }));
    return await reviewStep(session, { inputs, cluster, event, runUrl: runUrlOf(env) });
  }
  await using session = await openSession(options, scrubber);
  return await (inputs.verb === "report" ? reportStep(session, inputs) : checkStep(session, inputs));
}

/** Where the command line reads the token from, too. */
function handOver({ token }: Inputs, env: NodeJS.ProcessEnv, scrubber: Scrubber): void {
  if (token === "") return;
  core.setSecret(token);
  scrubber.learnText(token);
  env["GITHUB_TOKEN"] = token;
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch {
    throw new UserError(
      `The input working-directory names ${folder}, which is no folder. Check out the repository first.`,
    );
  }
}

/** The page of this run, where the job summary stands. */
function runUrlOf(env: NodeJS.ProcessEnv): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : null;
}
