/** The port to GitHub: every write is an `ensure…` that looks first, and says what it did. */
export interface GitHub {
  /** `owner/name`. */
  readonly repository: string;
  pullRequest(number: number): Promise<PullRequest>;
  /** One comment of a pull request or issue, found by its marker and author, edited in place. A null body deletes it. */
  ensureComment(number: number, comment: MarkedText): Promise<Written>;
  /** Inline comments: missing ones are made, others updated, those that no longer hold resolved. */
  ensureReviewComments(pullRequest: PullRequest, review: InlineReview): Promise<readonly Written[]>;
  /** One check run for each name at a commit, with all its annotations. */
  ensureCheckRun(commit: string, run: CheckRun): Promise<Written>;
  /** One issue, found by its marker and author, open or closed. Nothing is made where it should be closed and there is none. */
  ensureIssue(issue: MarkedIssue): Promise<Written>;
  /** The issue with this marker by this author; null where there is none. */
  findIssue(marker: string): Promise<FoundIssue | null>;
}

/** What became of a write. */
export const OUTCOMES = ["created", "configured", "unchanged", "deleted", "skipped", "failed", "unknown"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Written {
  /** What was to be written, as a reader would name it: `comment`, `check run idfint`. */
  readonly what: string;
  readonly outcome: Outcome;
  /** Where it is to be seen; null where there is nothing to see. */
  readonly url: string | null;
  /** Its id; null where there is none. */
  readonly id: number | null;
  /** Why it failed or was skipped, one clause; null otherwise. */
  readonly why: string | null;
}

export interface PullRequest {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  /** True when the head lies in another repository: nothing is written for it. */
  readonly fork: boolean;
  readonly open: boolean;
  readonly url: string;
}

/** A text that Holdfast finds again by a hidden marker. */
export interface MarkedText {
  /** A word that tells several of Holdfast's texts in one place apart: `review`, `review:idfprod`. */
  readonly marker: string;
  /** Markdown without the marker; null where nothing is to be said. */
  readonly body: string | null;
}

/** The inline comments of one marker; what it holds no longer is resolved. */
export interface InlineReview {
  readonly marker: string;
  /** The commit that the lines are counted in. */
  readonly commit: string;
  /** All that hold, what matters most first: only so many of the first stand at once. */
  readonly comments: readonly InlineComment[];
}

export interface InlineComment {
  /** Stays the same from push to push for the same line's subject: a hash. */
  readonly key: string;
  readonly file: string;
  readonly side: "base" | "head";
  readonly line: number;
  /** Markdown without the marker. */
  readonly body: string;
}

export interface CheckRun {
  readonly name: string;
  /** Stable: tells check runs of several Holdfasts apart, and stands in `external_id`. */
  readonly key: string;
  readonly conclusion: "success" | "neutral" | "failure";
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly text: string | null;
  readonly annotations: readonly Annotation[];
}

export interface Annotation {
  readonly file: string;
  readonly line: number;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string;
  readonly message: string;
}

export interface MarkedIssue {
  readonly marker: string;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** False closes it. */
  readonly open: boolean;
  /**
   * What it is about, without ages and times: an issue that a person closed as not planned stays closed until this
   * changes. Left out: title and body.
   */
  readonly subject?: string;
}

export interface FoundIssue {
  readonly number: number;
  readonly open: boolean;
  /** Markdown without the marker. */
  readonly body: string;
  readonly url: string;
}
