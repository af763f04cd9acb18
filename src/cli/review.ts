import { UserError } from "../errors/index.ts";
import type { Scrubber } from "../masking/index.ts";
import { publishReview } from "../publish/index.ts";
import { review } from "../review/index.ts";
import type { ReviewReport, Verdict } from "../vocabulary/index.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";
import { connectRepository, tellWritten } from "./github.ts";
import { isNarrowed, markerOf } from "./marker.ts";
import { formatReview } from "./review-output.ts";
import { scopeOf } from "./scope.ts";
import { openSession, type Session } from "./session.ts";

/** `holdfast review [env…] --base R --head R [--pr N]`. */
export async function run(
  names: readonly string[],
  options: Record<string, unknown>,
  scrubber: Scrubber,
): Promise<number> {
  requireTogether(options);
  await using session = await openSession(options, scrubber, sourcesFor(options));
  const number = numberOf(options["pr"]);
  if (number !== null) await refuseFork(session, options, number);
  const report = await runReview(session, names, options);
  session.progress.end();
  process.stdout.write(formatReview(report, session, String(options["output"])));
  const written = number === null || (await publish(report, { session, names, options, number }));
  if (!written) return EXIT.error;
  return exitCodeOf(verdictOf(report), options["detailedExitcode"] === true);
}

/** An option that would do nothing is a mistake. */
function requireTogether({ pr, repository, dryRun }: Record<string, unknown>): void {
  if (pr !== undefined) return;
  if (repository !== undefined) throw new UserError("--repository goes with --pr. Add --pr, or leave it out.");
  if (dryRun === true) throw new UserError("--dry-run goes with --pr. Add --pr, or leave it out.");
}

/** What a review opens: both revisions are rendered in one run, and a cluster is asked only when somebody says so. */
export function sourcesFor(options: Record<string, unknown>) {
  return { offline: options["cluster"] !== true && options["live"] === undefined, remember: true };
}

/**
 * No chart of a stranger is rendered beside the credentials of a cluster.
 * @throws UserError when the clusters are to be asked about a pull request that comes from a fork.
 */
export async function refuseFork(session: Session, options: Record<string, unknown>, number: number): Promise<void> {
  if (options["cluster"] !== true) return;
  const { fork } = await (await connectRepository(session, options)).pullRequest(number);
  if (fork) throw new UserError(`Pull request ${number} comes from a fork. Review it without asking the clusters.`);
}

/** One review of the named environments, all when none is named. */
export async function runReview(
  session: Session,
  names: readonly string[],
  options: Record<string, unknown>,
): Promise<ReviewReport> {
  const scope = scopeOf(options);
  const { ports } = session;
  const report = await review(
    {
      config: session.config,
      environments: session.environments(names),
      base: String(options["base"]),
      head: String(options["head"]),
      scope,
      baseline: await session.baseline(),
    },
    { ...ports, live: sourcesFor(options).offline ? null : ports },
  );
  return report;
}

interface Publication {
  readonly session: Session;
  readonly names: readonly string[];
  readonly options: Record<string, unknown>;
  readonly number: number;
}

/** @returns false when something could not be written, which is said on stderr. */
async function publish(report: ReviewReport, { session, names, options, number }: Publication): Promise<boolean> {
  const github = await connectRepository(session, options);
  const pullRequest = await github.pullRequest(number);
  const { prefix } = session.ports.repository;
  const place = { github, pullRequest, prefix, marker: markerOf("review", names, options), summaryUrl: null };
  return tellWritten(await publishReview(report, { ...place, narrowed: isNarrowed(options) }), session);
}

function numberOf(option: unknown): number | null {
  if (option === undefined) return null;
  const number = Number(option);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new UserError(`--pr takes the number of a pull request, not ${JSON.stringify(option)}.`);
}

/** What could not be read may hide anything; what the change brings in that somebody should look at is a finding. */
export function verdictOf({ environments }: ReviewReport): Verdict {
  if (environments.some(({ unreadable }) => unreadable.length > 0)) return "unknown";
  const found = environments.some(({ findings }) => findings.some(({ severity }) => severity !== "info"));
  return found ? "drifted" : "in-sync";
}
