import { Refusal } from "../rules/refusal.ts";

/** GitHub says no within a GraphQL answer: a type beside the message, and status 200. */
export class GraphqlRefusal extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** A refusal of the REST rules in GraphQL's words. */
export function asGraphql(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  const types: Readonly<Record<number, string>> = { 403: "FORBIDDEN", 404: "NOT_FOUND", 410: "NOT_FOUND" };
  return new GraphqlRefusal(types[error.status] ?? "UNPROCESSABLE", error.message);
}

/** Something that GitHub has and this server has not: the test, or the server, must change. */
export class NotBuilt extends Error {}
