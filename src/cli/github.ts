import { connectGitHub, type GitHub, type Outcome, type Written } from "../github/index.ts";
import { printableLines } from "../report/index.ts";
import type { Session } from "./session.ts";

/**
 * The repository on GitHub that a run writes to: `--repository`, else the workflow's, else that of the remote `origin`.
 * With `--dry-run` it is looked at only, and stderr says what would be written.
 * @throws UserError when it is not known, or GitHub does not accept the credentials of the environment.
 */
export async function connectRepository(session: Session, options: Record<string, unknown>): Promise<GitHub> {
  const { scrubber, progress, ports } = session;
  const { repository, apiUrl, dryRun } = options;
  const { env } = process;
  const github = await connectGitHub({
    env: typeof apiUrl === "string" ? { ...env, GITHUB_API_URL: apiUrl } : env,
    repository: typeof repository === "string" ? repository : null,
    remote: await ports.repository.remoteUrl(),
    learn: (secret) => scrubber.learnText(secret),
    say: (line) => progress.say(line),
  });
  return dryRun === true ? github.rehearse((line) => tell(line, session)) : github;
}

type Speaker = Pick<Session, "scrubber" | "progress">;

/** Says on stderr what became of each write. @returns false when something was not written that should have been. */
export function tellWritten(written: readonly Written[], session: Speaker): boolean {
  const changed = written.filter(({ outcome }) => outcome !== "unchanged");
  if (changed.length === 0) tell("Nothing is new on GitHub.", session);
  for (const one of changed) if (one.why !== DRY_RUN) tell(lineOf(one), session);
  return changed.every(({ outcome }) => outcome !== "failed" && outcome !== "unknown");
}

/** The reason that a rehearsal gives, which has said more by then. */
const DRY_RUN = "dry run";

const WORDS: Readonly<Record<Outcome, string>> = {
  created: "made",
  configured: "edited",
  deleted: "deleted",
  unchanged: "unchanged",
  skipped: "left out",
  failed: "not written",
  unknown: "perhaps not written",
};

function lineOf({ what, outcome, url, why }: Written): string {
  const [place, reason] = [url === null ? "" : ` ${url}`, why === null ? "" : `: ${why}.`];
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} ${WORDS[outcome]}${place}${reason}`;
}

function tell(line: string, { scrubber, progress }: Speaker): void {
  progress.end();
  process.stderr.write(`${printableLines(scrubber.scrub(line))}\n`);
}
