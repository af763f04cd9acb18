import { describe, expect, it } from "vitest";
import type {
  Annotation,
  CheckRun,
  GitHub,
  InlineComment,
  InlineReview,
  PullRequest,
  Written,
} from "../../../src/github/index.ts";
import { publishReview } from "../../../src/publish/index.ts";
import { REVIEW } from "../report/review-fixture.ts";

const FILE = "environments/idfint/alert-stream-broker.yaml";

/** A GitHub that keeps what a review asks it to write. */
class Recorder implements GitHub {
  readonly repository = "owner/name";
  readonly reviews: InlineReview[] = [];
  readonly runs: CheckRun[] = [];

  ensureComment = written;

  ensureReviewComments(_pull: PullRequest, review: InlineReview): Promise<readonly Written[]> {
    this.reviews.push(review);
    return Promise.resolve([]);
  }

  ensureCheckRun(_commit: string, run: CheckRun): Promise<Written> {
    this.runs.push(run);
    return written();
  }

  pullRequest = refuse;
  findIssue = refuse;
  ensureIssue = refuse;

  get comments(): readonly InlineComment[] {
    return this.reviews.flatMap((review) => review.comments);
  }

  get annotations(): readonly Annotation[] {
    return this.runs.flatMap((run) => run.annotations);
  }
}

function written(): Promise<Written> {
  return Promise.resolve({ what: "text", outcome: "created", url: null, id: null, why: null });
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("a review writes no issue"));
}

async function publish(prefix: string): Promise<Recorder> {
  const github = new Recorder();
  const pullRequest: PullRequest = {
    number: 1,
    base: REVIEW.base,
    head: REVIEW.head,
    fork: false,
    open: true,
    url: "https://example.org/1",
  };
  await publishReview(REVIEW, {
    github,
    pullRequest,
    prefix,
    marker: "review",
    narrowed: false,
    summaryUrl: null,
  });
  return github;
}

describe("publish/review", () => {
  it("names files from the repository's root, wherever holdfast.yaml lies", async () => {
    const [top, below] = [await publish(""), await publish("deploy/alerts/")];
    for (const places of ["comments", "annotations"] as const) {
      const files = top[places].map(({ file }) => file);
      expect(files).toContain(FILE);
      expect(below[places].map(({ file }) => file)).toEqual(files.map((file) => `deploy/alerts/${file}`));
    }
  });

  it("makes the same inline comments there: a folder that moves loses none of them", async () => {
    const keys = async (prefix: string): Promise<readonly string[]> =>
      (await publish(prefix)).comments.map(({ key }) => key);
    expect(await keys("deploy/")).toEqual(await keys(""));
  });
});
