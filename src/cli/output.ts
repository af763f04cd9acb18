import { type ReportFormat, renderReport, type TextOptions } from "../report/index.ts";
import type { CheckReport } from "../vocabulary/index.ts";
import type { Session } from "./session.ts";
import { HOME, VERSION } from "./version.ts";

const NARROWEST = 60;
const WIDTH_OF_A_PIPE = 100;

/** Prints a report on stdout in the format that was asked for, after progress is wiped. */
export function printReport(report: CheckReport, session: Session, options: Record<string, unknown>): void {
  session.progress.end();
  const format = String(options["output"]) as ReportFormat;
  process.stdout.write(renderReport(report, { format, version: VERSION, home: HOME, ...textOptions(session) }));
}

/** How text is laid out on this terminal. */
export function textOptions({ colour }: Session): TextOptions {
  return { colour, width: Math.max(NARROWEST, process.stdout.columns ?? WIDTH_OF_A_PIPE), now: new Date() };
}
