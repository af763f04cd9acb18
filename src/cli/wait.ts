import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../errors/index.ts";
import type { Scrubber } from "../masking/index.ts";
import { runCheck } from "./check.ts";
import { durationOf } from "./duration.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";
import { printReport } from "./output.ts";
import { openSession } from "./session.ts";

/** `holdfast wait env`: checks until the environment is in sync, or until the timeout. The last report is printed. */
export async function run(
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
): Promise<number> {
  if (options["live"] !== undefined)
    throw new UserError("wait needs a cluster: a recording never changes. Leave out --live.");
  const deadline = Date.now() + durationOf("--timeout", String(options["timeout"]));
  const interval = durationOf("--interval", String(options["interval"]));
  for (;;) {
    await using session = await openSession(options, scrubber);
    const report = await runCheck(session, names, options);
    const last = Date.now() + interval > deadline;
    if (report.verdict === "in-sync" || last) {
      printReport(report, session, options);
      const detailed = options["detailedExitcode"] === true;
      if (detailed || report.verdict === "in-sync") return exitCodeOf(report.verdict, detailed);
      return EXIT.error;
    }
    session.progress.say(`${names.join(" ")} is ${report.verdict}; the next check follows in ${interval / 1000} s`);
    await sleep(interval);
  }
}
