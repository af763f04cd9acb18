import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as core from "@actions/core";
import { exitCodeOf } from "../cli/exit-codes.ts";
import { UserError } from "../errors/index.ts";
import type { Annotation } from "../github/index.ts";
import { printableLines } from "../report/index.ts";
import type { Inputs } from "./inputs.ts";
import type { ActionResult } from "./result.ts";

/** GitHub shows so many annotations of each level for a step. */
const MOST_ANNOTATIONS = 10;

/** What a person reads as a whole. */
const PLACES = new Set(["comment", "issue"]);

/** Sets the outputs of the step, writes its summary, the file that was asked for and what the log says besides. */
export async function tell(result: ActionResult, inputs: Inputs): Promise<void> {
  const file = inputs["report-file"];
  core.setOutput("verdict", result.verdict);
  core.setOutput("findings", String(result.findings));
  core.setOutput("exit-code", String(exitCodeOf(result.verdict, true)));
  core.setOutput("report-file", file === null ? "" : resolve(file));
  const shown = result.written.find(({ what, outcome }) => PLACES.has(what) && outcome !== "skipped");
  core.setOutput("url", shown?.url ?? "");
  if (process.env["GITHUB_STEP_SUMMARY"] !== undefined) await core.summary.addRaw(result.summary, true).write();
  for (const { what, outcome, why } of result.written) {
    core.info(printableLines(`${what}: ${outcome}${why === null ? "" : `, ${why}`}`));
  }
  annotate(result.annotations);
  if (file !== null) await writeReport(file, result.report);
}

/** The sentence that fails the step; null when it passes. */
export function failureOf({ verdict, findings, written }: ActionResult, { "fail-on": failOn }: Inputs): string | null {
  const lost = written.filter(({ outcome }) => outcome === "failed" || outcome === "unknown");
  if (lost.length > 0) return lost.map(({ what, why }) => `The ${what} could not be written: ${why}.`).join(" ");
  if (failOn === "never") return null;
  if (verdict === "unknown") return "Something could not be read or rendered. The job summary names it.";
  return failOn === "findings" && findings > 0 ? "There are findings. The job summary lists them." : null;
}

async function writeReport(file: string, report: string): Promise<void> {
  await writeFile(file, report).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`The input report-file names ${file}, which cannot be written (${error.code}).`);
  });
}

function annotate(annotations: readonly Annotation[]): void {
  const say = { notice: core.notice, warning: core.warning, failure: core.error };
  for (const level of ["failure", "warning", "notice"] as const) {
    const ofLevel = annotations.filter((annotation) => annotation.level === level).slice(0, MOST_ANNOTATIONS);
    for (const { file, line, title, message } of ofLevel) say[level](message, { file, startLine: line, title });
  }
}
