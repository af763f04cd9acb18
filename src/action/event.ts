import { readFile } from "node:fs/promises";
import { z } from "zod";

/** What started the workflow, as far as a review needs it. */
export interface PullRequestEvent {
  readonly number: number;
  readonly base: string;
  readonly head: string;
  /** True when the head lies in another repository, or in one that is gone. */
  readonly fork: boolean;
}

const side = z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() });
const payload = z.object({ pull_request: z.object({ number: z.number(), base: side, head: side }) });

/** The pull request of the event; null when a schedule, a push or a person started the workflow. */
export async function readEvent(env: NodeJS.ProcessEnv): Promise<PullRequestEvent | null> {
  const file = env["GITHUB_EVENT_PATH"];
  if (file === undefined) return null;
  const parsed = payload.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (!parsed.success) return null;
  const { number, base, head } = parsed.data.pull_request;
  return { number, base: base.sha, head: head.sha, fork: head.repo?.full_name !== base.repo?.full_name };
}
