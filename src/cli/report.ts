import { UserError } from "../errors/index.ts";
import type { Scrubber } from "../masking/index.ts";
import { publishDriftIssue } from "../publish/index.ts";
import { readSchedule, runOnSchedule, systemClock } from "../schedule/index.ts";
import type { CheckReport } from "../vocabulary/index.ts";
import { runCheck } from "./check.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";
import { explainInOneLine } from "./failure.ts";
import { connectRepository, tellWritten } from "./github.ts";
import { stopSignal } from "./interruption.ts";
import { markerOf } from "./marker.ts";
import { printReport } from "./output.ts";
import { openSession, type Session } from "./session.ts";

interface Request {
  readonly names: readonly string[];
  readonly options: Record<string, unknown>;
  readonly scrubber: Scrubber;
}

/** `holdfast report [env…]`: once, or with `--schedule` until it is stopped. */
export async function run(
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
): Promise<number> {
  requireTogether(options);
  const request = { names, options, scrubber };
  return typeof options["schedule"] === "string" ? await reportAgain(request) : await reportOnce(request);
}

/** An option that would do nothing is a mistake. */
function requireTogether(options: Record<string, unknown>): void {
  const { repository, dryRun, issue, timeZone, schedule, detailedExitcode } = options;
  if (issue !== true && repository !== undefined) throw new UserError("--repository goes with --issue. Add --issue.");
  if (issue !== true && dryRun === true) throw new UserError("--dry-run goes with --issue. Add --issue.");
  if (schedule === undefined && timeZone !== undefined) {
    throw new UserError("--time-zone goes with --schedule. Add --schedule, or leave it out.");
  }
  if (schedule !== undefined && detailedExitcode === true) {
    throw new UserError("--detailed-exitcode tells how one report ends, and --schedule goes on. Use one of them.");
  }
}

/** One report: printed, and with `--issue` written on GitHub. What cannot be written is no success. */
async function reportOnce(request: Request): Promise<number> {
  const { options } = request;
  await using session = await openSession(options, request.scrubber);
  const { verdict, written } = await report(session, request);
  return written ? exitCodeOf(verdict, options["detailedExitcode"] === true) : EXIT.error;
}

/** Each run reads holdfast.yaml, git and credentials anew; those of the start are only tried. */
async function reportAgain(request: Request): Promise<number> {
  const { options, scrubber } = request;
  const { schedule: cron, timeZone } = options;
  const schedule = readSchedule(String(cron), typeof timeZone === "string" ? timeZone : null);
  using stop = stopSignal();
  const sources = { offline: false, remember: false, stoppable: true };
  await tryOut(await openSession(options, scrubber, sources), request);
  await runOnSchedule({
    schedule,
    clock: systemClock,
    async run() {
      await using session = await openSession(options, scrubber, sources);
      await report(session, request);
    },
    say: (line) => void process.stderr.write(`${systemClock.now().toISOString()} ${line}\n`),
    explain: (error) => explainInOneLine(error, scrubber),
    signal: stop.signal,
  });
  return EXIT.done;
}

/** @throws UserError for a mistake that would make every run fail. */
async function tryOut(opened: Session, { names, options }: Request): Promise<void> {
  await using session = opened;
  session.environments(names);
  if (options["issue"] === true) await connectRepository(session, options);
}

async function report(
  session: Session,
  { names, options }: Request,
): Promise<{ readonly verdict: CheckReport["verdict"]; readonly written: boolean }> {
  const result = await runCheck(session, names, options);
  printReport(result, session, options);
  if (options["issue"] !== true) return { verdict: result.verdict, written: true };
  const github = await connectRepository(session, options);
  const marker = markerOf("report", names, options);
  const written = await publishDriftIssue(result, { github, marker, now: session.ports.now() });
  return { verdict: result.verdict, written: tellWritten([written], session) };
}
