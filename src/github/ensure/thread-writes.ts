import type { Context } from "../context.ts";
import { SkippedWrite, statusOf } from "../failure.ts";
import { markedWithKey, sameText } from "../marker.ts";
import type { Written } from "../port.ts";
import { changeOnce } from "../writer.ts";
import { attempt } from "../written.ts";
import { inlineTarget } from "./inline-target.ts";
import { type Retirement, retiredText, retirementOf } from "./retired.ts";
import type { Retiring, Standing } from "./review-plan.ts";
import type { Thread } from "./threads.ts";

const RESOLVE = "mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { id isResolved } } }";
const UNRESOLVE =
  "mutation ($id: ID!) { unresolveReviewThread(input: { threadId: $id }) { thread { id isResolved } } }";

/** GitHub asks for more here than for the comment itself. */
const RESOLVING = "`pull-requests: write` and `contents: write`";

/**
 * Gives a comment the text that holds now. A resolved thread is opened first: were it the other way round and the
 * second write lost, the thread would look as if a reader had resolved what it says now.
 */
export function editThread(context: Context, { comment, thread, text }: Standing): Promise<Written> {
  return attempt(inlineTarget(comment), async () => {
    if (thread.resolved) await setResolved(context, thread, false);
    await edit(context, thread, text);
    return { outcome: "configured", url: thread.comment.url, id: thread.comment.id };
  });
}

const WHY: Readonly<Record<Retirement, string>> = {
  gone: "which no longer holds",
  outranked: "which makes room for others",
};

/** Says in a comment why it is put away, and resolves its thread unless somebody answered in it. */
export function retireThread(context: Context, { thread, retirement }: Retiring, marker: string): Promise<Written> {
  const target = inlineTarget(thread);
  return attempt({ ...target, what: `${target.what}, ${WHY[retirement]}` }, async () => {
    const { id, url, body } = thread.comment;
    if (retirementOf(body) !== retirement) {
      await edit(context, thread, markedWithKey(marker, thread.key, retiredText(body, retirement)));
    }
    if (!thread.resolved && !thread.answered && thread.mayResolve) await setResolved(context, thread, true);
    return { outcome: "configured", url, id };
  });
}

/** Deletes a comment that stands twice and that nobody answered. */
export function removeThread(context: Context, thread: Thread): Promise<Written> {
  const { octokit, place, writer } = context;
  const target = inlineTarget(thread);
  const { id, url } = thread.comment;
  return attempt({ ...target, what: `${target.what}, which stood twice` }, async () => {
    try {
      const remove = () => octokit.rest.pulls.deleteReviewComment({ ...place, comment_id: id });
      await changeOnce(writer, `delete the double comment ${url}`, remove);
    } catch (error) {
      if (statusOf(error) !== 404 || (await stands(context, id))) throw error;
    }
    return { outcome: "deleted", url: null, id: null };
  });
}

/** GitHub answers 404 too where it does not want to say that it refuses. */
async function stands({ octokit, place }: Context, id: number): Promise<boolean> {
  try {
    await octokit.rest.pulls.getReviewComment({ ...place, comment_id: id });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

async function edit({ octokit, place, writer }: Context, { comment }: Thread, body: string): Promise<void> {
  if (sameText(comment.body, body)) return;
  const update = () => octokit.rest.pulls.updateReviewComment({ ...place, comment_id: comment.id, body });
  await changeOnce(writer, `edit the comment ${comment.url}`, update);
}

async function setResolved({ octokit, writer }: Context, thread: Thread, resolved: boolean): Promise<void> {
  const may = resolved ? thread.mayResolve : thread.mayUnresolve;
  const verb = resolved ? "resolve" : "reopen";
  const refused = new SkippedWrite(`the token may not ${verb} the thread; it needs ${RESOLVING}`);
  if (!may) throw refused;
  try {
    const change = () => octokit.graphql(resolved ? RESOLVE : UNRESOLVE, { id: thread.id });
    await changeOnce(writer, `${verb} the thread ${thread.comment.url}`, change);
  } catch (error) {
    throw statusOf(error) === 403 ? refused : error;
  }
}
