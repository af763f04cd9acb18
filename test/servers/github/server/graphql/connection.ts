import { GraphqlRefusal } from "./refusal.ts";

/** How a connection is cut; GitHub demands one of the first two. */
export interface ConnectionArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

const LARGEST_PAGE = 100;

/** Part of a list with its page info. @throws GraphqlRefusal when no size, or one over 100, was given. */
export function connection<T>(name: string, all: readonly T[], args: ConnectionArguments): object {
  const size = args.first ?? args.last;
  if (size === undefined || size === null) {
    throw new GraphqlRefusal(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  if (size < 1 || size > LARGEST_PAGE) {
    throw new GraphqlRefusal(
      "EXCESSIVE_PAGINATION",
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`,
    );
  }
  const from = typeof args.after === "string" ? indexOf(args.after) + 1 : 0;
  const to = typeof args.before === "string" ? indexOf(args.before) : all.length;
  const start = typeof args.first === "number" ? from : Math.max(from, to - size);
  const end = typeof args.first === "number" ? Math.min(to, from + size) : to;
  const nodes = all.slice(start, end);
  return {
    totalCount: all.length,
    nodes,
    edges: nodes.map((node, index) => ({ cursor: cursorOf(start + index), node })),
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length === 0 ? null : cursorOf(start),
      endCursor: nodes.length === 0 ? null : cursorOf(end - 1),
    },
  };
}

function cursorOf(index: number): string {
  return Buffer.from(`cursor:${index}`).toString("base64");
}

function indexOf(cursor: string): number {
  return Number(Buffer.from(cursor, "base64").toString("utf8").slice("cursor:".length));
}
