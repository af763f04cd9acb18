import type { CommitRequest } from "./git/bare.ts";
import type { Comment, Conversation, Repository, Run, Thread } from "./state/model.ts";
import { followPushes, newPull, openConversation } from "./state/pulls.ts";
import type { State } from "./state/state.ts";

export interface NewPull {
  readonly head: string;
  /** Default: the default branch. */
  readonly base?: string;
  /** Where the head branch lies when it lies in a fork. */
  readonly from?: GitHubRepository;
  readonly author?: string;
  readonly title?: string;
  readonly body?: string;
}

/** A repository as a test sees it: past every rule, and without a request. */
export class GitHubRepository {
  readonly model: Repository;
  readonly #state: State;

  constructor(state: State, model: Repository) {
    this.#state = state;
    this.model = model;
  }

  get fullName(): string {
    return this.model.fullName;
  }

  /** The bare repository on disk; whatever is pushed to it is seen with the next request. */
  get folder(): string {
    return this.model.git.folder;
  }

  /** Commits files to a branch without a checkout; gives the commit. */
  commit(request: CommitRequest): Promise<string> {
    return this.model.git.commit(request);
  }

  /** Runs git in the bare repository; gives its output. */
  async git(...args: readonly string[]): Promise<string> {
    return (await this.model.git.git(args)).trim();
  }

  /** Gives the number. */
  async openPull(request: NewPull): Promise<number> {
    const from = { repository: request.from?.model ?? this.model, branch: request.head };
    const pull = await newPull(this.model, from, request.base ?? this.model.defaultBranch);
    const author = { account: this.#state.account(request.author ?? "ada") };
    const { title = "Change values", body = null } = request;
    return openConversation(this.#state, this.model, { author, title, body, pull }).number;
  }

  /** Gives the number. */
  openIssue(issue: { title: string; body?: string; author?: string; labels?: readonly string[] }): number {
    const author = { account: this.#state.account(issue.author ?? "ada") };
    const { title, body = null, labels = [] } = issue;
    return openConversation(this.#state, this.model, { author, title, body, pull: null, labels }).number;
  }

  /** Somebody comments; gives the comment's id. */
  addComment(number: number, comment: { author?: string; body: string }): number {
    const made = this.#state.comment({ account: this.#state.account(comment.author ?? "ada") }, comment.body);
    this.conversation(number).comments.push(made);
    return made.id;
  }

  comments(number: number): readonly Comment[] {
    return this.conversation(number).comments;
  }

  threads(number: number): readonly Thread[] {
    return this.conversation(number).pull?.threads ?? [];
  }

  get checkRuns(): readonly Run[] {
    return this.model.checkRuns;
  }

  /** Issues, without pull requests. */
  get issues(): readonly Conversation[] {
    return [...this.model.conversations.values()].filter(({ pull }) => pull === null);
  }

  /** The head commit after what was pushed. */
  async headOf(number: number): Promise<string> {
    await followPushes(this.#state, this.model);
    const { pull } = this.conversation(number);
    if (pull === null) throw new Error(`${number} is no pull request`);
    return pull.headSha;
  }

  /** The issue or pull request, to be changed at will: `locked`, `deleted`, `state`. @throws Error when there is none. */
  conversation(number: number): Conversation {
    const found = this.model.conversations.get(number);
    if (found === undefined) throw new Error(`${this.fullName} has no ${number}`);
    return found;
  }

  archive(): void {
    this.model.archived = true;
  }

  disableIssues(): void {
    this.model.issuesDisabled = true;
  }
}
