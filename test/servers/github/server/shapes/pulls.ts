import { changesBetween, type FileChange } from "../git/patch.ts";
import type { Conversation, Pull, Repository } from "../state/model.ts";
import { commitsOf, mergeBase } from "../state/pulls.ts";
import { userShape } from "./accounts.ts";
import { association, labelShapes } from "./conversations.ts";
import { exampleOf, renamed } from "./example.ts";
import { repositoryApi, repositoryPage, repositoryShape } from "./repository.ts";
import { optionalTime, timeOf, type Web } from "./web.ts";

const PULL_REQUEST = exampleOf("pull_request");

export interface PullPlace {
  readonly repository: Repository;
  readonly conversation: Conversation;
  readonly pull: Pull;
}

/** `pull-request-simple`, as lists hold it. */
export function simplePullShape(
  web: Web,
  { repository, conversation, pull }: PullPlace,
): Readonly<Record<string, unknown>> {
  const { number } = conversation;
  const numbered = JSON.parse(JSON.stringify(PULL_REQUEST).replaceAll(/\/(pulls?|issues)\/2\b/g, `/$1/${number}`));
  const links = renamed(numbered, { web, owner: repository.owner.login, repository: repository.name });
  const statuses = `${repositoryApi(web, repository)}/statuses/${pull.headSha}`;
  return {
    ...links,
    _links: { ...Object(links["_links"]), statuses: { href: statuses } },
    statuses_url: statuses,
    id: conversation.id,
    node_id: `PR_${conversation.id}`,
    number,
    state: conversation.state,
    locked: conversation.locked,
    title: conversation.title,
    body: conversation.body,
    user: userShape(web, conversation.author),
    labels: labelShapes(web, repository, conversation),
    assignees: [],
    requested_reviewers: [],
    created_at: timeOf(conversation.createdAt),
    updated_at: timeOf(conversation.updatedAt),
    closed_at: optionalTime(conversation.closedAt),
    author_association: association(repository, conversation.author),
    head: endShape(web, pull.headRepository, { branch: pull.headBranch, sha: pull.headSha }),
    base: endShape(web, repository, { branch: pull.baseBranch, sha: pull.baseSha }),
  };
}

/** `pull-request`. */
export async function pullShape(web: Web, place: PullPlace): Promise<Readonly<Record<string, unknown>>> {
  const { repository, conversation, pull } = place;
  const changes = await changesBetween(repository.git, await mergeBase(repository, pull), pull.headSha);
  return {
    ...simplePullShape(web, place),
    mergeable: true,
    rebaseable: true,
    mergeable_state: "clean",
    comments: conversation.comments.length,
    review_comments: pull.threads.reduce((sum, thread) => sum + thread.comments.length, 0),
    commits: (await commitsOf(repository, pull)).length,
    additions: changes.reduce((sum, { additions }) => sum + additions, 0),
    deletions: changes.reduce((sum, { deletions }) => sum + deletions, 0),
    changed_files: changes.length,
  };
}

/** `diff-entry`. */
export function fileShape(web: Web, repository: Repository, at: { change: FileChange; commit: string }): object {
  const { change, commit } = at;
  const path = change.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: change.blob,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${repositoryPage(web, repository)}/blob/${commit}/${path}`,
    raw_url: `${repositoryPage(web, repository)}/raw/${commit}/${path}`,
    contents_url: `${repositoryApi(web, repository)}/contents/${path}?ref=${commit}`,
    ...(change.patch !== null && { patch: change.patch }),
    ...(change.previousPath !== null && { previous_filename: change.previousPath }),
  };
}

function endShape(web: Web, repository: Repository, at: { branch: string; sha: string }): object {
  return {
    label: `${repository.owner.login}:${at.branch}`,
    ref: at.branch,
    sha: at.sha,
    user: userShape(web, repository.owner),
    repo: repositoryShape(web, repository),
  };
}
