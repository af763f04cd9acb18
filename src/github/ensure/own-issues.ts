import { type Context, PAGE } from "../context.ts";
import { isWrittenBy } from "../identity.ts";
import { hasMarker } from "../marker.ts";

/** An issue of ours. */
export interface OwnIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly open: boolean;
  /** Somebody closed it and said that nothing will be done about it. */
  readonly declined: boolean;
}

const DECLINED = new Set(["not_planned", "duplicate"]);

/** The issues with this marker by this author: open ones first, then the most recently updated. */
export async function ownIssues({ octokit, place, login }: Context, marker: string): Promise<readonly OwnIssue[]> {
  const options = {
    ...place,
    state: "all",
    creator: login,
    sort: "updated",
    direction: "desc",
    per_page: PAGE,
  } as const;
  const all = await octokit.paginate(octokit.rest.issues.listForRepo, options);
  return all
    .filter((issue) => issue.pull_request === undefined && isWrittenBy(issue.user, login))
    .filter(({ body }) => hasMarker(body ?? "", marker))
    .map(({ number, title, body, html_url, state, state_reason }) => ({
      number,
      title,
      body: body ?? "",
      url: html_url,
      open: state === "open",
      declined: state !== "open" && DECLINED.has(state_reason ?? ""),
    }))
    .toSorted((left, right) => Number(right.open) - Number(left.open));
}
