import { lint } from "../lint/index.ts";
import type { Scrubber } from "../masking/index.ts";
import { renderJson, renderLintText, renderSarif } from "../report/index.ts";
import type { LintReport } from "../vocabulary/index.ts";
import { EXIT } from "./exit-codes.ts";
import { textOptions } from "./output.ts";
import { requireApplications, scopeOf } from "./scope.ts";
import { openSession, type Session } from "./session.ts";
import { HOME, VERSION } from "./version.ts";

/** `holdfast lint [env…]`: git alone. */
export async function run(
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
): Promise<number> {
  await using session = await openSession(options, scrubber, { offline: true, remember: true });
  const scope = scopeOf(options);
  const base = options["base"];
  const report = await lint(
    {
      config: session.config,
      environments: session.environments(names),
      revision: session.revision,
      base: typeof base === "string" ? base : null,
      scope,
      baseline: await session.baseline(),
    },
    session.ports,
  );
  const known = report.environments.map((environment) => ({
    name: environment.name,
    applications: environment.applications.length > 0 ? environment.applications.map(({ name }) => name) : null,
  }));
  requireApplications(scope, known);
  session.progress.end();
  process.stdout.write(format(report, session, String(options["output"])));
  return options["detailedExitcode"] === true ? exitCodeOf(report) : EXIT.done;
}

function format(report: LintReport, session: Session, output: string): string {
  if (output === "json") return renderJson(report);
  if (output === "sarif") return renderSarif(report, { verb: "lint", version: VERSION, home: HOME });
  return renderLintText(report, textOptions(session));
}

/** What could not be rendered may hide anything; information alone is no finding. */
function exitCodeOf({ environments }: LintReport): number {
  if (environments.some(({ unreadable }) => unreadable.length > 0)) return EXIT.unknown;
  const found = environments.some(({ findings }) => findings.some(({ severity }) => severity !== "info"));
  return found ? EXIT.drifted : EXIT.done;
}
