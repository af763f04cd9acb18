import { BareRepository } from "../git/bare.ts";
import type { Comment, Conversation, Label, Repository, ReviewComment, Thread } from "./model.ts";
import type { Account, AppRegistration } from "./people.ts";
import { Tokens } from "./tokens.ts";

export interface RepositoryOptions {
  readonly defaultBranch?: string;
  /** Default true: a token then sees it only when it was made for it. */
  readonly private?: boolean;
  readonly fork?: Repository;
}

/** Ids of today's comments do not fit into 32 bits. */
const FIRST_ID = 2_600_000_001;

/** Everything the server knows. */
export class State {
  readonly tokens: Tokens;
  readonly repositories = new Map<string, Repository>();
  readonly #accounts = new Map<string, Account>();
  readonly #folder: string;
  readonly #now: () => Date;
  #lastId = FIRST_ID;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: { readonly folder: string; readonly now: () => Date }) {
    this.#folder = options.folder;
    this.#now = options.now;
    this.tokens = new Tokens(this);
  }

  now(): Date {
    return this.#now();
  }

  /** One after the other: git locks what it fetches. */
  inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** The account of this login, made when nobody has asked for it yet. */
  account(login: string, type: Account["type"] = "User"): Account {
    const known = this.#accounts.get(login.toLowerCase());
    if (known !== undefined) return known;
    const account = { id: this.#accounts.size + 101, login, type };
    this.#accounts.set(login.toLowerCase(), account);
    return account;
  }

  async createRepository(fullName: string, options: RepositoryOptions = {}): Promise<Repository> {
    const [owner = "", name = ""] = fullName.split("/");
    const git = new BareRepository(`${this.#folder}/${owner}-${name}.git`);
    const defaultBranch = options.defaultBranch ?? options.fork?.defaultBranch ?? "main";
    await git.create(defaultBranch);
    if (options.fork !== undefined)
      await git.git(["fetch", "--quiet", options.fork.git.folder, "+refs/heads/*:refs/heads/*"]);
    const repository: Repository = {
      id: this.nextId(),
      owner: this.account(owner, options.fork === undefined ? "Organization" : "User"),
      name,
      fullName,
      git,
      defaultBranch,
      private: options.private ?? true,
      parent: options.fork ?? null,
      createdAt: this.now(),
      archived: false,
      issuesDisabled: false,
      conversations: new Map(),
      labels: new Map(),
      checkRuns: [],
    };
    this.repositories.set(fullName.toLowerCase(), repository);
    return repository;
  }

  repository(owner: string, name: string): Repository | null {
    return this.repositories.get(`${owner}/${name}`.toLowerCase()) ?? null;
  }

  /** The label of a repository, made in the colour that GitHub gives one that an issue names first. */
  label(repository: Repository, name: string): Label {
    const known = repository.labels.get(name.toLowerCase());
    if (known !== undefined) return known;
    const label = { id: this.nextId(), name, color: "ededed", description: null };
    repository.labels.set(name.toLowerCase(), label);
    return label;
  }

  /** A new text, by this author, now. */
  comment(author: { readonly account: Account; readonly app?: AppRegistration | null }, body: string): Comment {
    const now = this.now();
    return {
      id: this.nextId(),
      author: author.account,
      app: author.app ?? null,
      createdAt: now,
      updatedAt: now,
      body,
      minimized: null,
    };
  }
}

/** A comment with the conversation it stands in; null when there is none of this id. */
export function findComment(
  repository: Repository,
  id: number,
): { conversation: Conversation; comment: Comment } | null {
  for (const conversation of repository.conversations.values()) {
    const comment = conversation.comments.find((candidate) => candidate.id === id);
    if (comment !== undefined) return { conversation, comment };
  }
  return null;
}

export interface FoundReviewComment {
  readonly conversation: Conversation;
  readonly thread: Thread;
  readonly comment: ReviewComment;
}

/** An inline comment with its thread and its pull request; null when there is none of this id. */
export function findReviewComment(repository: Repository, id: number): FoundReviewComment | null {
  for (const conversation of repository.conversations.values()) {
    for (const thread of conversation.pull?.threads ?? []) {
      const comment = thread.comments.find((candidate) => candidate.id === id);
      if (comment !== undefined) return { conversation, thread, comment };
    }
  }
  return null;
}
