import { pageOfConversation } from "../shapes/conversations.ts";
import type { PullPlace } from "../shapes/pulls.ts";
import { standing } from "../shapes/review-comments.ts";
import { timeOf, type Web } from "../shapes/web.ts";
import type { Comment, ReviewComment, Thread } from "../state/model.ts";
import type { Account, Actor } from "../state/people.ts";
import { type ConnectionArguments, connection } from "./connection.ts";

/** For whom, and where. */
export interface Viewing {
  readonly web: Web;
  readonly actor: Actor;
}

const LARGEST_INT = 2 ** 31 - 1;

/** `PullRequest`, as far as its threads. */
export function pullNode(viewing: Viewing, place: PullPlace): object {
  const { conversation, pull, repository } = place;
  return {
    __typename: "PullRequest",
    id: `PR_${conversation.id}`,
    number: conversation.number,
    title: conversation.title,
    state: conversation.state === "open" ? "OPEN" : "CLOSED",
    closed: conversation.state === "closed",
    locked: conversation.locked,
    url: pageOfConversation(viewing.web, repository, conversation),
    headRefOid: pull.headSha,
    headRefName: pull.headBranch,
    baseRefOid: pull.baseSha,
    baseRefName: pull.baseBranch,
    author: () => accountNode(viewing.web, conversation.author),
    comments: (args: ConnectionArguments) =>
      connection(
        "comments",
        conversation.comments.map((comment) => commentNode(viewing, place, comment)),
        args,
      ),
    reviewThreads: (args: ConnectionArguments) =>
      connection(
        "reviewThreads",
        pull.threads.map((thread) => threadNode(viewing, place, thread)),
        args,
      ),
  };
}

/** `PullRequestReviewThread`. */
export function threadNode(viewing: Viewing, place: PullPlace, thread: Thread): object {
  const { repository, pull } = place;
  const now = () => standing(repository, pull, thread);
  const { resolvedBy, anchor } = thread;
  return {
    __typename: "PullRequestReviewThread",
    id: `PRRT_${thread.id}`,
    isResolved: resolvedBy !== null,
    isCollapsed: resolvedBy !== null,
    isOutdated: async () => anchor !== null && (await now()) === null,
    resolvedBy: resolvedBy?.type === "User" ? () => accountNode(viewing.web, resolvedBy) : null,
    path: thread.path,
    line: async () => (await now())?.line ?? null,
    originalLine: anchor?.line ?? null,
    startLine: async () => {
      const line = (await now())?.line;
      return line === undefined || anchor === null || anchor.startLine === null
        ? null
        : line - anchor.line + anchor.startLine;
    },
    originalStartLine: anchor?.startLine ?? null,
    diffSide: anchor?.side ?? "RIGHT",
    startDiffSide: anchor?.startSide ?? null,
    subjectType: anchor === null ? "FILE" : "LINE",
    viewerCanReply: true,
    viewerCanResolve: resolvedBy === null && maySettle(viewing.actor),
    viewerCanUnresolve: resolvedBy !== null && maySettle(viewing.actor),
    pullRequest: () => pullNode(viewing, place),
    comments: (args: ConnectionArguments) =>
      connection(
        "comments",
        thread.comments.map((comment) => reviewCommentNode(viewing, place, { thread, comment })),
        args,
      ),
  };
}

/** An integration needs write access to the contents for it, which GitHub does not document. */
function maySettle(actor: Actor): boolean {
  return actor.kind !== "installation" || actor.permissions["contents"] === "write";
}

/** `PullRequestReviewComment`. */
export function reviewCommentNode(
  viewing: Viewing,
  place: PullPlace,
  at: { thread: Thread; comment: ReviewComment },
): object {
  const { thread, comment } = at;
  const page = pageOfConversation(viewing.web, place.repository, place.conversation);
  return {
    ...textNode(viewing, comment),
    __typename: "PullRequestReviewComment",
    id: `PRRC_${comment.id}`,
    url: `${page}#discussion_r${comment.id}`,
    path: thread.path,
    originalLine: thread.anchor?.line ?? null,
    line: async () => (await standing(place.repository, place.pull, thread))?.line ?? null,
    outdated: async () => thread.anchor !== null && (await standing(place.repository, place.pull, thread)) === null,
    replyTo:
      comment.inReplyTo === null
        ? null
        : { id: `PRRC_${comment.inReplyTo}`, fullDatabaseId: String(comment.inReplyTo) },
  };
}

/** `IssueComment`. */
export function commentNode(
  viewing: Viewing,
  place: Pick<PullPlace, "repository" | "conversation">,
  comment: Comment,
): object {
  const page = pageOfConversation(viewing.web, place.repository, place.conversation);
  return {
    ...textNode(viewing, comment),
    __typename: "IssueComment",
    id: `IC_${comment.id}`,
    url: `${page}#issuecomment-${comment.id}`,
  };
}

/** `databaseId` has 32 bits, which is why it is deprecated: an id that does not fit is null. */
function textNode({ web, actor }: Viewing, comment: Comment): object {
  return {
    databaseId: comment.id > LARGEST_INT ? null : comment.id,
    fullDatabaseId: String(comment.id),
    body: comment.body,
    author: () => accountNode(web, comment.author),
    viewerDidAuthor: comment.author.id === actor.account.id,
    createdAt: timeOf(comment.createdAt),
    updatedAt: timeOf(comment.updatedAt),
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized?.toLowerCase().replace("_", "-") ?? null,
    viewerCanMinimize: true,
  };
}

/** `Actor`. Bots have no `[bot]` in their login here, unlike in REST. */
function accountNode(web: Web, { login, type, id }: Account): object {
  const name = login.replace(/\[bot\]$/, "");
  return {
    __typename: type,
    id: `U_${id}`,
    databaseId: id,
    login: name,
    url: `${web.html}/${name}`,
    resourcePath: `/${name}`,
  };
}
