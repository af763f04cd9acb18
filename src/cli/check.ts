import { check } from "../check/index.ts";
import { UserError } from "../errors/index.ts";
import type { Scrubber } from "../masking/index.ts";
import { type CheckReport, ENGINES, type EnvironmentReport } from "../vocabulary/index.ts";
import { baselineFile, writeBaseline } from "./baseline.ts";
import { exitCodeOf } from "./exit-codes.ts";
import { printReport } from "./output.ts";
import { requireApplications, scopeOf } from "./scope.ts";
import { openSession, type Session } from "./session.ts";

/** `holdfast check [env…]`. */
export async function run(
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
): Promise<number> {
  await using session = await openSession(options, scrubber);
  const reason = options["writeBaseline"];
  if (typeof reason === "string") baselineFile(session);
  const report = await runCheck(session, names, options);
  printReport(report, session, options);
  if (typeof reason === "string") await writeBaseline(report, session, reason);
  return exitCodeOf(report.verdict, options["detailedExitcode"] === true);
}

/** One check of the named environments, all when none is named. */
export async function runCheck(
  session: Session,
  names: readonly string[],
  options: Record<string, unknown>,
): Promise<CheckReport> {
  const engine = ENGINES.find((name) => name === options["engine"]) ?? "local";
  if (engine === "server" && options["live"] !== undefined) {
    throw new UserError("--engine server asks a cluster for dry runs, and --live names a recording. Use one of them.");
  }
  const scope = scopeOf(options);
  const report = await check(
    {
      config: session.config,
      environments: session.environments(names),
      revision: session.revision,
      engine,
      scope,
      strict: options["strict"] === true,
      baseline: await session.baseline(),
    },
    session.ports,
  );
  requireApplications(scope, report.environments.map(applicationsOf));
  return report;
}

function applicationsOf({ name, applications, unreadable }: EnvironmentReport) {
  const known = applications.length > 0 || unreadable.length === 0;
  return { name, applications: known ? applications.map((application) => application.name) : null };
}
