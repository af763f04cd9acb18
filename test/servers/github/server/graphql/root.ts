import { demand, demandAuthor, demandForConversation, type Need } from "../rules/permissions.ts";
import { notFound } from "../rules/refusal.ts";
import type { PullPlace } from "../shapes/pulls.ts";
import { repositoryPage } from "../shapes/repository.ts";
import type { Repository, Thread } from "../state/model.ts";
import { followPushes } from "../state/pulls.ts";
import { findComment, findReviewComment, type State } from "../state/state.ts";
import { commentNode, pullNode, reviewCommentNode, threadNode, type Viewing } from "./nodes.ts";
import { GraphqlRefusal } from "./refusal.ts";

export interface GraphqlWorld extends Viewing {
  readonly state: State;
}

interface Named<T> {
  readonly input: T & { readonly clientMutationId?: string | null };
}

/** What queries and mutations begin with. */
export function rootOf(world: GraphqlWorld): object {
  return {
    viewer: () => ({ __typename: "User", login: world.actor.account.login }),
    repository: ({ owner, name }: { owner: string; name: string }) => repositoryNode(world, owner, name),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => findSubject(world, id).node()),
    resolveReviewThread: (request: Named<{ threadId: string }>) => setResolved(world, request, true),
    unresolveReviewThread: (request: Named<{ threadId: string }>) => setResolved(world, request, false),
    minimizeComment: (request: Named<{ subjectId: string; classifier: string }>) =>
      setMinimized(world, request, request.input.classifier),
    unminimizeComment: (request: Named<{ subjectId: string }>) => setMinimized(world, request, null),
  };
}

async function repositoryNode(world: GraphqlWorld, owner: string, name: string): Promise<object> {
  const repository = world.state.repository(owner, name);
  const missing = new GraphqlRefusal(
    "NOT_FOUND",
    `Could not resolve to a Repository with the name '${owner}/${name}'.`,
  );
  if (repository === null) throw missing;
  demand(world.actor, repository, []);
  await followPushes(world.state, repository);
  return {
    __typename: "Repository",
    id: `R_${repository.id}`,
    name: repository.name,
    nameWithOwner: repository.fullName,
    url: repositoryPage(world.web, repository),
    isArchived: repository.archived,
    isPrivate: repository.private,
    pullRequest: ({ number }: { number: number }) => pullAt(world, repository, number),
  };
}

function pullAt(world: GraphqlWorld, repository: Repository, number: number): object {
  demand(world.actor, repository, ["pull_requests:read"]);
  const conversation = repository.conversations.get(number);
  if (conversation === undefined || conversation.pull === null) {
    throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
  }
  return pullNode(world, { repository, conversation, pull: conversation.pull });
}

function setResolved(world: GraphqlWorld, { input }: Named<{ threadId: string }>, resolved: boolean): object {
  const { place, thread } = findThread(world.state, input.threadId);
  demandWrite(world, place.repository, ["pull_requests:write"]);
  // Not documented, but so it is: without it GitHub refuses an integration that may do all else with the thread.
  demandWrite(world, place.repository, ["contents:write"]);
  thread.resolvedBy = resolved ? world.actor.account : null;
  return { clientMutationId: input.clientMutationId ?? null, thread: threadNode(world, place, thread) };
}

function setMinimized(world: GraphqlWorld, { input }: Named<{ subjectId: string }>, reason: string | null): object {
  const subject = findSubject(world, input.subjectId);
  demandWrite(world, subject.repository, []);
  subject.allow();
  subject.comment.minimized = reason;
  const key = reason === null ? "unminimizedComment" : "minimizedComment";
  return { clientMutationId: input.clientMutationId ?? null, [key]: subject.node() };
}

function demandWrite(world: GraphqlWorld, repository: Repository, needs: readonly Need[]): void {
  demand(world.actor, repository, needs);
  if (repository.archived) throw new GraphqlRefusal("FORBIDDEN", "Repository was archived so is read-only.");
}

function findThread(state: State, nodeId: string): { place: PullPlace; thread: Thread } {
  for (const repository of state.repositories.values()) {
    for (const conversation of repository.conversations.values()) {
      const { pull } = conversation;
      const thread = pull?.threads.find(({ id }) => `PRRT_${id}` === nodeId);
      if (pull !== null && thread !== undefined) return { place: { repository, conversation, pull }, thread };
    }
  }
  throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a node with the global id of '${nodeId}'`);
}

interface Subject {
  readonly repository: Repository;
  readonly comment: { minimized: string | null };
  allow(): void;
  node(): object;
}

function findSubject(world: GraphqlWorld, nodeId: string): Subject {
  const [prefix, number] = nodeId.split("_");
  for (const repository of world.state.repositories.values()) {
    const found = subjectIn(world, repository, { prefix: prefix ?? "", id: Number(number) });
    if (found !== null) return found;
  }
  throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a node with the global id of '${nodeId}'`);
}

function subjectIn(
  world: GraphqlWorld,
  repository: Repository,
  { prefix, id }: { prefix: string; id: number },
): Subject | null {
  const inline = prefix === "PRRC" ? findReviewComment(repository, id) : null;
  const plain = prefix === "IC" ? findComment(repository, id) : null;
  const at = inline ?? plain;
  if (at === null) return null;
  const { conversation, comment } = at;
  return {
    repository,
    comment,
    allow: () => {
      demandForConversation(world.actor, repository, { conversation, level: "write" });
      demandAuthor(world.actor, comment.author);
    },
    node: () => {
      if (inline === null) return commentNode(world, { repository, conversation }, comment);
      if (conversation.pull === null) throw notFound();
      return reviewCommentNode(world, { repository, conversation, pull: conversation.pull }, inline);
    },
  };
}
