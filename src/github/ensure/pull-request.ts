import type { Context } from "../context.ts";
import { readingError } from "../explain-failure.ts";
import type { PullRequest } from "../port.ts";

/** @throws GitHubError when it cannot be read. */
export async function pullRequest({ octokit, place }: Context, number: number): Promise<PullRequest> {
  try {
    const { data } = await octokit.rest.pulls.get({ ...place, pull_number: number });
    return {
      number: data.number,
      head: data.head.sha,
      base: data.base.sha,
      // A fork that was deleted has no repository any more.
      fork: data.head.repo?.full_name !== data.base.repo.full_name,
      open: data.state === "open",
      url: data.html_url,
    };
  } catch (error) {
    throw readingError(error, { doing: `read pull request ${number}`, permission: "pull-requests: read" });
  }
}
