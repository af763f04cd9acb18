import { runCheck } from "../cli/check.ts";
import { connectRepository } from "../cli/github.ts";
import { markerOf } from "../cli/marker.ts";
import type { Session } from "../cli/session.ts";
import { publishDriftIssue } from "../publish/index.ts";
import { attempt } from "./attempt.ts";
import { optionsOf, told } from "./check.ts";
import type { Inputs } from "./inputs.ts";
import type { ActionResult } from "./result.ts";

/** `verb: report`: compares, and keeps the one issue about it. */
export async function reportStep(session: Session, inputs: Inputs): Promise<ActionResult> {
  const options = optionsOf(inputs);
  const report = await runCheck(session, inputs.environments, options);
  const marker = markerOf("report", inputs.environments, options);
  const written = await attempt("issue", async () => {
    const github = await connectRepository(session, options);
    return [await publishDriftIssue(report, { github, marker, now: session.ports.now() })];
  });
  return { ...told(report, session, inputs), written };
}
