import type { Comment, Conversation, Label, Repository } from "../state/model.ts";
import { optionalApp, userShape } from "./accounts.ts";
import { repositoryApi, repositoryPage } from "./repository.ts";
import { optionalTime, timeOf, type Web } from "./web.ts";

/** Where an account stands to a repository; enough for tests, which look at authors. */
export function association(repository: Repository, author: { readonly login: string }): string {
  return author.login === repository.owner.login ? "OWNER" : "CONTRIBUTOR";
}

/** `issue-comment`. */
export function commentShape(
  web: Web,
  repository: Repository,
  at: { conversation: Conversation; comment: Comment },
): object {
  const { conversation, comment } = at;
  const api = repositoryApi(web, repository);
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${api}/issues/comments/${comment.id}`,
    html_url: `${pageOfConversation(web, repository, conversation)}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${conversation.number}`,
    body: comment.body,
    user: userShape(web, comment.author),
    created_at: timeOf(comment.createdAt),
    updated_at: timeOf(comment.updatedAt),
    author_association: association(repository, comment.author),
    performed_via_github_app: optionalApp(web, comment.app),
    minimized: comment.minimized === null ? null : { reason: comment.minimized.toLowerCase().replace("_", "-") },
  };
}

/** `issue`, which a pull request is as well. */
export function issueShape(web: Web, repository: Repository, conversation: Conversation): object {
  const api = `${repositoryApi(web, repository)}/issues/${conversation.number}`;
  return {
    id: conversation.id,
    node_id: `${conversation.pull === null ? "I" : "PR"}_${conversation.id}`,
    url: api,
    repository_url: repositoryApi(web, repository),
    labels_url: `${api}/labels{/name}`,
    comments_url: `${api}/comments`,
    events_url: `${api}/events`,
    html_url: pageOfConversation(web, repository, conversation),
    number: conversation.number,
    state: conversation.state,
    state_reason: conversation.stateReason,
    title: conversation.title,
    body: conversation.body,
    user: userShape(web, conversation.author),
    labels: labelShapes(web, repository, conversation),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: conversation.locked,
    active_lock_reason: null,
    comments: conversation.comments.length,
    created_at: timeOf(conversation.createdAt),
    updated_at: timeOf(conversation.updatedAt),
    closed_at: optionalTime(conversation.closedAt),
    author_association: association(repository, conversation.author),
    performed_via_github_app: optionalApp(web, conversation.app),
    ...(conversation.pull !== null && { pull_request: pullLinks(web, repository, conversation) }),
  };
}

/** `label`. */
export function labelShape(web: Web, repository: Repository, label: Label): object {
  return {
    id: label.id,
    node_id: `LA_${label.id}`,
    url: `${repositoryApi(web, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

export function labelShapes(web: Web, repository: Repository, conversation: Conversation): readonly object[] {
  const labels = conversation.labels.map((name) => repository.labels.get(name.toLowerCase()));
  return labels.filter((label) => label !== undefined).map((label) => labelShape(web, repository, label));
}

export function pageOfConversation(web: Web, repository: Repository, conversation: Conversation): string {
  const kind = conversation.pull === null ? "issues" : "pull";
  return `${repositoryPage(web, repository)}/${kind}/${conversation.number}`;
}

function pullLinks(web: Web, repository: Repository, conversation: Conversation): object {
  const page = pageOfConversation(web, repository, conversation);
  return {
    url: `${repositoryApi(web, repository)}/pulls/${conversation.number}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: null,
  };
}
