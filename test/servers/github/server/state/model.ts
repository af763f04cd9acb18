import type { BareRepository } from "../git/bare.ts";
import type { Side } from "../git/places.ts";
import type { Account, AppRegistration } from "./people.ts";

export interface Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly fullName: string;
  readonly git: BareRepository;
  readonly defaultBranch: string;
  readonly private: boolean;
  readonly parent: Repository | null;
  readonly createdAt: Date;
  /** Nothing can be written to it. */
  archived: boolean;
  /** Pull requests have their conversations all the same. */
  issuesDisabled: boolean;
  readonly conversations: Map<number, Conversation>;
  readonly labels: Map<string, Label>;
  readonly checkRuns: Run[];
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

/** Somebody's text. */
export interface Comment {
  readonly id: number;
  readonly author: Account;
  readonly app: AppRegistration | null;
  readonly createdAt: Date;
  body: string;
  updatedAt: Date;
  /** Why it is folded away: `OUTDATED`; null when it is not. */
  minimized: string | null;
}

/** An issue, or the issue that every pull request is as well. */
export interface Conversation {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly app: AppRegistration | null;
  readonly createdAt: Date;
  readonly comments: Comment[];
  readonly pull: Pull | null;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: string | null;
  labels: string[];
  locked: boolean;
  /** A deleted issue answers 410 from then on. */
  deleted: boolean;
  updatedAt: Date;
  closedAt: Date | null;
}

export interface Pull {
  readonly baseBranch: string;
  readonly headBranch: string;
  readonly headRepository: Repository;
  baseSha: string;
  headSha: string;
  readonly reviews: Review[];
  readonly threads: Thread[];
}

export interface Review {
  readonly id: number;
  readonly author: Account;
  readonly body: string;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED";
  readonly commit: string;
  readonly submittedAt: Date;
}

/** Comments on one place of a diff: the first one and its replies. */
export interface Thread {
  readonly id: number;
  readonly path: string;
  readonly anchor: Anchor | null;
  /** The commit that the lines were counted in. */
  readonly commit: string;
  readonly comments: ReviewComment[];
  resolvedBy: Account | null;
}

export interface ReviewComment extends Comment {
  readonly reviewId: number;
  readonly inReplyTo: number | null;
}

/** Null lines mean a comment on the whole file. */
export interface Anchor {
  readonly line: number;
  readonly side: Side;
  readonly startLine: number | null;
  readonly startSide: Side | null;
  readonly position: number;
  readonly diffHunk: string;
}

export interface Run {
  readonly id: number;
  readonly app: AppRegistration;
  readonly headSha: string;
  readonly suite: number;
  name: string;
  externalId: string | null;
  detailsUrl: string | null;
  status: string;
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: RunAnnotation[];
}

export interface RunAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: string;
  readonly title: string | null;
  readonly message: string;
  readonly raw_details: string | null;
}
