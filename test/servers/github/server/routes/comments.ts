import { demandBody } from "../rules/limits.ts";
import { demandAuthor, demandForConversation, demandUnlocked } from "../rules/permissions.ts";
import { commentShape } from "../shapes/conversations.ts";
import type { Comment, Conversation } from "../state/model.ts";
import { findComment } from "../state/state.ts";
import { conversationOf } from "./issues.ts";
import { listed } from "./paging.ts";
import { type Answer, created, found, NO_CONTENT, ok, type RepositoryCall, type Routes, within } from "./route.ts";

const READ = ["issues:read", "pull_requests:read"] as const;
const WRITE = ["issues:write", "pull_requests:write"] as const;

/** Comments of the conversation of an issue or a pull request. */
export const COMMENTS: Routes = {
  "issues/list-comments": within(READ, listComments),
  "issues/create-comment": within(WRITE, createComment),
  "issues/get-comment": within(READ, (call) => ok(shapeOf(call, commentOf(call)))),
  "issues/update-comment": within(WRITE, updateComment),
  "issues/delete-comment": within(WRITE, deleteComment),
};

interface Found {
  readonly conversation: Conversation;
  readonly comment: Comment;
}

function commentOf(call: RepositoryCall): Found {
  return found(findComment(call.repository, call.path.number("comment_id")));
}

function shapeOf(call: RepositoryCall, at: Found): object {
  return commentShape(call.web, call.repository, at);
}

/** By ascending id. */
function listComments(call: RepositoryCall): Promise<Answer> {
  const conversation = conversationOf(call);
  const since = call.query.optionalText("since");
  const all = conversation.comments.filter(({ updatedAt }) => since === null || updatedAt >= new Date(since));
  return listed(call, all, (comment) => shapeOf(call, { conversation, comment }));
}

function createComment(call: RepositoryCall): Answer {
  const conversation = conversationOf(call);
  demandForConversation(call.actor, call.repository, { conversation, level: "write" });
  demandUnlocked(call.actor, conversation);
  demandBody("IssueComment", call.body.text("body"));
  const comment = call.state.comment(call.actor, call.body.text("body"));
  conversation.comments.push(comment);
  conversation.updatedAt = comment.createdAt;
  return created(shapeOf(call, { conversation, comment }));
}

function updateComment(call: RepositoryCall): Answer {
  const { conversation, comment } = writable(call);
  demandBody("IssueComment", call.body.text("body"));
  comment.body = call.body.text("body");
  comment.updatedAt = call.state.now();
  return ok(shapeOf(call, { conversation, comment }));
}

function deleteComment(call: RepositoryCall): Answer {
  const { conversation, comment } = writable(call);
  conversation.comments.splice(conversation.comments.indexOf(comment), 1);
  return NO_CONTENT;
}

function writable(call: RepositoryCall): Found {
  const at = commentOf(call);
  demandForConversation(call.actor, call.repository, { conversation: at.conversation, level: "write" });
  demandAuthor(call.actor, at.comment.author);
  return at;
}
