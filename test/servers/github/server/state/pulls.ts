import type { Conversation, Pull, Repository } from "./model.ts";
import type { Actor } from "./people.ts";
import type { State } from "./state.ts";

export interface ConversationRequest {
  readonly author: Pick<Actor, "account"> & { readonly app?: Conversation["app"] };
  readonly title: string;
  readonly body: string | null;
  readonly pull: Pull | null;
  readonly labels?: readonly string[];
}

/** Issues and pull requests share their numbers. */
export function openConversation(state: State, repository: Repository, request: ConversationRequest): Conversation {
  const now = state.now();
  const conversation: Conversation = {
    id: state.nextId(),
    number: Math.max(0, ...repository.conversations.keys()) + 1,
    author: request.author.account,
    app: request.author.app ?? null,
    createdAt: now,
    comments: [],
    pull: request.pull,
    title: request.title,
    body: request.body,
    state: "open",
    stateReason: null,
    labels: (request.labels ?? []).map((name) => state.label(repository, name).name),
    locked: false,
    deleted: false,
    updatedAt: now,
    closedAt: null,
  };
  repository.conversations.set(conversation.number, conversation);
  return conversation;
}

/** @throws Error when one of the branches is not there. */
export async function newPull(
  repository: Repository,
  from: { readonly repository: Repository; readonly branch: string },
  baseBranch: string,
): Promise<Pull> {
  const headSha = await from.repository.git.resolve(`refs/heads/${from.branch}`);
  const baseSha = await repository.git.resolve(`refs/heads/${baseBranch}`);
  if (headSha === null || baseSha === null) throw new Error(`${from.branch} or ${baseBranch} is no branch`);
  await repository.git.fetchFrom(from.repository.git);
  return {
    baseBranch,
    headBranch: from.branch,
    headRepository: from.repository,
    baseSha,
    headSha,
    reviews: [],
    threads: [],
  };
}

/** Takes over what was pushed since; a branch that is gone leaves the pull request where it was. */
export function followPushes(state: State, repository: Repository): Promise<void> {
  return state.inTurn(() => follow(state, repository));
}

async function follow(state: State, repository: Repository): Promise<void> {
  for (const conversation of repository.conversations.values()) {
    const { pull } = conversation;
    if (pull === null || conversation.state === "closed") continue;
    const head = await pull.headRepository.git.resolve(`refs/heads/${pull.headBranch}`);
    if (head === null || head === pull.headSha) continue;
    await repository.git.fetchFrom(pull.headRepository.git);
    pull.headSha = head;
    pull.baseSha = (await repository.git.resolve(`refs/heads/${pull.baseBranch}`)) ?? pull.baseSha;
    conversation.updatedAt = state.now();
  }
}

/** Where the head left the base branch, as the branch stands now. */
export async function mergeBase(repository: Repository, pull: Pull, head: string = pull.headSha): Promise<string> {
  const base = (await repository.git.resolve(`refs/heads/${pull.baseBranch}`)) ?? pull.baseSha;
  return (await repository.git.fixed("merge-base", base, head)).trim();
}

/** The commits of a pull request, oldest first. */
export async function commitsOf(repository: Repository, pull: Pull): Promise<readonly string[]> {
  const base = await mergeBase(repository, pull);
  const list = await repository.git.fixed("rev-list", "--reverse", `${base}..${pull.headSha}`);
  return list.split("\n").filter((line) => line !== "");
}
