import { runCheck } from "../cli/check.ts";
import { textOptions } from "../cli/output.ts";
import type { Session } from "../cli/session.ts";
import { HOME, VERSION } from "../cli/version.ts";
import { renderMarkdown, renderReport, SUMMARY_BUDGET } from "../report/index.ts";
import type { CheckReport } from "../vocabulary/index.ts";
import type { Inputs } from "./inputs.ts";
import { type ActionResult, aboveInfo } from "./result.ts";

/** `verb: check`: compares, and writes nothing. */
export async function checkStep(session: Session, inputs: Inputs): Promise<ActionResult> {
  const report = await runCheck(session, inputs.environments, optionsOf(inputs));
  return { ...told(report, session, inputs), written: [] };
}

/** The options of the command line that the inputs stand for. */
export function optionsOf({ live, severity, "dry-run": dryRun, "api-url": apiUrl }: Inputs): Record<string, unknown> {
  return { dryRun, ...(live !== null && { live }), ...(severity !== null && { severity }), ...(apiUrl && { apiUrl }) };
}

/** A check's report as a step tells it. */
export function told(report: CheckReport, session: Session, inputs: Inputs): Omit<ActionResult, "written"> {
  const options = { format: inputs["report-format"], version: VERSION, home: HOME, ...textOptions(session) };
  return {
    verdict: report.verdict,
    findings: aboveInfo(report.environments),
    // It counts characters, of which each may have four bytes.
    summary: renderMarkdown(report, { budget: SUMMARY_BUDGET / 4 }),
    report: renderReport(report, { ...options, colour: false }),
    annotations: [],
  };
}
