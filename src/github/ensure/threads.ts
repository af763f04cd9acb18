import type { Context } from "../context.ts";
import { type Author, isWrittenBy } from "../identity.ts";
import { keyOf } from "../marker.ts";

/** A conversation on a line that we began. */
export interface Thread {
  /** Its node, for GraphQL. */
  readonly id: string;
  readonly key: string;
  /** Our comment that it began with. */
  readonly comment: ThreadComment;
  readonly file: string;
  /** Null where the line is gone. */
  readonly line: number | null;
  readonly side: "base" | "head";
  readonly resolved: boolean;
  /** The code under it changed, so GitHub folds it away. */
  readonly outdated: boolean;
  readonly hidden: boolean;
  /** Somebody else wrote in it. */
  readonly answered: boolean;
  readonly mayResolve: boolean;
  readonly mayUnresolve: boolean;
}

export interface ThreadComment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
}

const THREADS = `
query ($owner: String!, $repo: String!, $number: Int!, $cursor: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $cursor) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id path line diffSide isResolved isOutdated viewerCanResolve viewerCanUnresolve
          comments(first: 50) {
            pageInfo { hasNextPage }
            nodes { fullDatabaseId body url isMinimized author { __typename login } }
          }
        }
      }
    }
  }
}`;

/** The threads of a pull request that we began under this marker, oldest first. */
export async function ownThreads(context: Context, number: number, marker: string): Promise<readonly Thread[]> {
  const threads: Thread[] = [];
  for (let cursor: string | null = null; ; ) {
    const { pageInfo, nodes }: ThreadPage = await page(context, number, cursor);
    for (const node of nodes) {
      const thread = node === null ? null : threadOf(node, { marker, login: context.login });
      if (thread !== null) threads.push(thread);
    }
    if (!pageInfo.hasNextPage) return threads;
    cursor = pageInfo.endCursor;
  }
}

async function page({ octokit, place }: Context, number: number, cursor: string | null): Promise<ThreadPage> {
  const answer = await octokit.graphql<ThreadsAnswer>(THREADS, { ...place, number, cursor });
  return answer.repository.pullRequest.reviewThreads;
}

function threadOf(node: ThreadNode, { marker, login }: { marker: string; login: string }): Thread | null {
  const [first, ...others] = node.comments.nodes.filter((comment) => comment !== null);
  if (first === undefined || !isWrittenBy(first.author, login)) return null;
  const key = keyOf(first.body, marker);
  if (key === null) return null;
  return {
    id: node.id,
    key,
    comment: { id: Number(first.fullDatabaseId), body: first.body, url: first.url },
    file: node.path,
    line: node.line,
    side: node.diffSide === "LEFT" ? "base" : "head",
    resolved: node.isResolved,
    outdated: node.isOutdated,
    hidden: first.isMinimized,
    // Who wrote in the rest of a long thread is not worth asking: somebody did.
    answered: node.comments.pageInfo.hasNextPage || others.some(({ author }) => !isWrittenBy(author, login)),
    mayResolve: node.viewerCanResolve,
    mayUnresolve: node.viewerCanUnresolve,
  };
}

interface ThreadsAnswer {
  readonly repository: { readonly pullRequest: { readonly reviewThreads: ThreadPage } };
}

interface ThreadPage {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly (ThreadNode | null)[];
}

interface ThreadNode {
  readonly id: string;
  readonly path: string;
  readonly line: number | null;
  readonly diffSide: "LEFT" | "RIGHT";
  readonly isResolved: boolean;
  readonly isOutdated: boolean;
  readonly viewerCanResolve: boolean;
  readonly viewerCanUnresolve: boolean;
  readonly comments: {
    readonly pageInfo: { readonly hasNextPage: boolean };
    readonly nodes: readonly (CommentNode | null)[];
  };
}

interface CommentNode {
  readonly fullDatabaseId: string | null;
  readonly body: string;
  readonly url: string;
  readonly isMinimized: boolean;
  readonly author: Author | null;
}
