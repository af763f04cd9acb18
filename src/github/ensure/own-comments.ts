import { type Context, PAGE } from "../context.ts";
import { isWrittenBy } from "../identity.ts";
import { hasMarker } from "../marker.ts";

/** A comment of ours. */
export interface OwnComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
}

const HIDDEN = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id isMinimized } } }`;

/**
 * The comments with this marker by this author, oldest first. A comment that somebody minimised is none: nobody would
 * see what is written there.
 */
export async function ownComments(context: Context, number: number, marker: string): Promise<readonly OwnComment[]> {
  const { octokit, place, login } = context;
  const options = { ...place, issue_number: number, per_page: PAGE };
  const all = await octokit.paginate(octokit.rest.issues.listComments, options);
  const ours = all.filter(({ user, body }) => isWrittenBy(user, login) && hasMarker(body ?? "", marker));
  const hidden = await minimised(
    context,
    ours.map(({ node_id }) => node_id),
  );
  return ours
    .filter(({ node_id }) => !hidden.has(node_id))
    .map(({ id, body, html_url }) => ({ id, body: body ?? "", url: html_url }));
}

/** REST does not tell it. */
async function minimised({ octokit }: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const hidden = new Set<string>();
  for (let start = 0; start < ids.length; start += PAGE) {
    const answer = await octokit.graphql<MinimisedAnswer>(HIDDEN, { ids: ids.slice(start, start + PAGE) });
    for (const node of answer.nodes) if (node?.isMinimized === true) hidden.add(node.id);
  }
  return hidden;
}

interface MinimisedAnswer {
  readonly nodes: readonly ({ readonly id: string; readonly isMinimized?: boolean } | null)[];
}
