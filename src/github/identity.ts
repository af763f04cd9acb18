import type { Octokit } from "octokit";
import { isLimit, readingError } from "./explain-failure.ts";
import { failureOf } from "./failure.ts";

/** Who a token of a workflow writes as. */
const WORKFLOW = "github-actions[bot]";

const ASKING = { doing: "ask GitHub who the token belongs to", permission: "metadata: read" };

const VIEWER = "query { viewer { login } }";

/**
 * The login that a token writes as, as REST spells it. A token of an App may not ask for its user, but GraphQL tells it.
 * @throws GitHubError when GitHub does not accept the token, its limit is reached, or it gives no clear answer.
 */
export async function loginOfToken(octokit: Octokit): Promise<string> {
  try {
    return (await octokit.rest.users.getAuthenticated()).data.login;
  } catch (error) {
    if (isRefusal(error, [403])) return loginOfViewer(octokit);
    throw readingError(error, ASKING);
  }
}

/** A guess would not find what another App wrote, so only a refusal leads to it. */
async function loginOfViewer(octokit: Octokit): Promise<string> {
  try {
    const { viewer } = await octokit.graphql<{ viewer: { login: string } }>(VIEWER);
    return viewer.login;
  } catch (error) {
    if (isRefusal(error, [403, 404])) return WORKFLOW;
    throw readingError(error, ASKING);
  }
}

/** A limit is none, although it may come as 403. */
function isRefusal(error: unknown, statuses: readonly number[]): boolean {
  const failure = failureOf(error);
  return failure !== null && failure.status !== null && statuses.includes(failure.status) && !isLimit(failure);
}

/** Who wrote something, as REST and GraphQL tell it; null for an account that is gone. */
export interface Author {
  readonly login: string;
  /** What GraphQL calls the kind of account. */
  readonly __typename?: string;
}

/** Whether this login wrote it. GraphQL leaves out what REST puts behind the name of a bot. */
export function isWrittenBy(author: Author | null | undefined, login: string): boolean {
  if (author === null || author === undefined) return false;
  const bot = author.__typename === "Bot" && !author.login.endsWith("[bot]");
  return `${author.login}${bot ? "[bot]" : ""}`.toLowerCase() === login.toLowerCase();
}
