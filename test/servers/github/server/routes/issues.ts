import { demandBody, demandTitle } from "../rules/limits.ts";
import { demandAuthor, demandForConversation } from "../rules/permissions.ts";
import { Refusal } from "../rules/refusal.ts";
import { issueShape } from "../shapes/conversations.ts";
import type { Conversation, Repository } from "../state/model.ts";
import { openConversation } from "../state/pulls.ts";
import type { Input } from "./input.ts";
import { listed } from "./paging.ts";
import { type Answer, created, found, NO_CONTENT, ok, type RepositoryCall, type Routes, within } from "./route.ts";

/** The conversation that the path names. @throws Refusal 404, or 410 for one that was deleted. */
export function conversationOf(call: RepositoryCall): Conversation {
  const conversation = found(call.repository.conversations.get(call.path.number("issue_number")));
  if (conversation.deleted) throw new Refusal(410, "This issue was deleted");
  return conversation;
}

export const ISSUES: Routes = {
  "issues/list-for-repo": within(["issues:read", "pull_requests:read"], listIssues),
  "issues/create": within(["issues:write"], createIssue),
  "issues/get": within(["issues:read", "pull_requests:read"], (call) => ok(shapeOf(call, conversationOf(call)))),
  "issues/update": within(["issues:write", "pull_requests:write"], updateIssue),
  "issues/lock": within(["issues:write", "pull_requests:write"], (call) => lock(call, true)),
  "issues/unlock": within(["issues:write", "pull_requests:write"], (call) => lock(call, false)),
};

function shapeOf(call: RepositoryCall, conversation: Conversation): object {
  return issueShape(call.web, call.repository, conversation);
}

function demandIssues(repository: Repository): void {
  if (repository.issuesDisabled) throw new Refusal(410, "Issues has been disabled in this repository.");
}

/** Pull requests stand in this list as well. */
function listIssues(call: RepositoryCall): Promise<Answer> {
  demandIssues(call.repository);
  const wanted = filterOf(call.query);
  const all = [...call.repository.conversations.values()].filter((one) => !one.deleted && wanted(one));
  const key = call.query.text("sort") === "updated" ? "updatedAt" : "createdAt";
  const sign = call.query.text("direction") === "asc" ? 1 : -1;
  all.sort((a, b) => sign * (a[key].getTime() - b[key].getTime() || a.number - b.number));
  return listed(call, all, (conversation) => shapeOf(call, conversation));
}

function filterOf(query: Input): (conversation: Conversation) => boolean {
  const state = query.text("state");
  const labels = (query.optionalText("labels") ?? "").split(",").filter((name) => name !== "");
  const creator = query.optionalText("creator")?.toLowerCase();
  const since = query.optionalText("since");
  return (one) =>
    (state === "all" || one.state === state) &&
    labels.every((name) => one.labels.some((label) => label.toLowerCase() === name.toLowerCase())) &&
    (creator === undefined || one.author.login.toLowerCase() === creator) &&
    (since === null || one.updatedAt >= new Date(since));
}

function createIssue(call: RepositoryCall): Answer {
  const { body, actor, state, repository } = call;
  demandIssues(repository);
  demandTitle("Issue", body.text("title"));
  demandBody("Issue", body.optionalText("body") ?? "", { blank: true });
  const conversation = openConversation(state, repository, {
    author: actor,
    title: body.text("title"),
    body: body.optionalText("body"),
    pull: null,
    labels: namesOf(body),
  });
  return created(shapeOf(call, conversation));
}

function updateIssue(call: RepositoryCall): Answer {
  const conversation = conversationOf(call);
  const { body, actor, state, repository } = call;
  demandForConversation(actor, repository, { conversation, level: "write" });
  demandAuthor(actor, conversation.author);
  if (body.has("title")) demandTitle("Issue", body.text("title"));
  demandBody("Issue", body.optionalText("body") ?? "", { blank: true });
  if (body.has("title")) conversation.title = body.text("title");
  if (body.has("body")) conversation.body = body.optionalText("body");
  if (body.has("labels")) conversation.labels = namesOf(body).map((name) => state.label(repository, name).name);
  if (body.has("state")) setState(call, conversation);
  conversation.updatedAt = state.now();
  return ok(shapeOf(call, conversation));
}

function setState({ body, state }: RepositoryCall, conversation: Conversation): void {
  const open = body.text("state") === "open";
  const before = conversation.state;
  conversation.state = open ? "open" : "closed";
  conversation.closedAt = open ? null : (conversation.closedAt ?? state.now());
  const reason = body.optionalText("state_reason");
  if (open) conversation.stateReason = before === "closed" ? "reopened" : conversation.stateReason;
  else conversation.stateReason = reason ?? conversation.stateReason ?? "completed";
}

export function namesOf(body: Input): readonly string[] {
  return body.list("labels").map((label) => label.text("name"));
}

function lock(call: RepositoryCall, locked: boolean): Answer {
  const conversation = conversationOf(call);
  demandForConversation(call.actor, call.repository, { conversation, level: "write" });
  conversation.locked = locked;
  return NO_CONTENT;
}
