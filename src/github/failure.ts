import { UserError } from "../errors/index.ts";

/** A text that GitHub cannot hold: a bug of whoever wrote it, not of the run. */
export class GitHubTextError extends Error {
  override readonly name = "GitHubTextError";
}

/** GitHub could not be read. One sentence: what was tried, what came, what to do. It holds no request and no header. */
export class GitHubError extends UserError {
  /** The HTTP status; null where no answer came. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.status = status;
  }
}

/** A write of which nobody knows whether it happened. */
export class UncertainWrite extends Error {
  override readonly name = "UncertainWrite";
}

/** A write that is left out for a good reason. */
export class SkippedWrite extends Error {
  override readonly name = "SkippedWrite";
}

/** What failed, without anything of the request. */
export interface Failure {
  /** The HTTP status, or the one that an answer of GraphQL amounts to; null where nothing tells what was done. */
  readonly status: number | null;
  /** What GitHub says, at most one short line; empty where it says nothing. */
  readonly message: string;
  /** Seconds that GitHub asks to wait; null where it does not. */
  readonly wait: number | null;
}

const LONGEST_MESSAGE = 300;

/** What octokit threw, as data; null for anything else, which is a bug. */
export function failureOf(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "GraphqlResponseError") return { ...answeredByGraphql(Reflect.get(error, "errors")), wait: null };
  const response = Reflect.get(error, "response");
  if (isRecord(response)) return { ...answered(response), wait: waitOf(response) };
  return typeof Reflect.get(error, "status") === "number" ? { status: null, message: "", wait: null } : null;
}

/** The status of what octokit threw; null for anything else. */
export function statusOf(error: unknown): number | null {
  return failureOf(error)?.status ?? null;
}

/** Whether the write may have happened although an error came back. */
export function isUncertain(error: unknown): boolean {
  const failure = failureOf(error);
  return failure !== null && (failure.status === null || failure.status >= 500);
}

function answered(response: Record<string, unknown>): Omit<Failure, "wait"> {
  const status = typeof response["status"] === "number" ? response["status"] : null;
  const data = response["data"];
  if (!isRecord(data)) return { status: status === 200 ? null : status, message: "" };
  // octokit throws errors of GraphQL itself where they are worth another try; their status is 200.
  if (status === 200) return answeredByGraphql(data["errors"]);
  const errors = Array.isArray(data["errors"]) ? data["errors"].map(textOfError) : [];
  return { status, message: oneLine([data["message"], ...errors]) };
}

/** The kinds of errors that GraphQL answers with, as the status that REST would have had. */
const GRAPHQL_STATUS: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  INSUFFICIENT_SCOPES: 403,
  NOT_FOUND: 404,
  UNPROCESSABLE: 422,
  RATE_LIMIT: 429,
  RATE_LIMITED: 429,
};

/** An error of no known kind, as GraphQL answers where it breaks down, tells neither a refusal nor what was done. */
function answeredByGraphql(errors: unknown): Omit<Failure, "wait"> {
  const all = Array.isArray(errors) ? errors.filter(isRecord) : [];
  const statuses = all.map(({ type }) => GRAPHQL_STATUS[String(type)]).filter((status) => status !== undefined);
  const isKnown = all.length > 0 && statuses.length === all.length;
  return { status: isKnown ? Math.max(...statuses) : null, message: oneLine(all.map(textOfError)) };
}

function waitOf({ headers }: Record<string, unknown>): number | null {
  if (!isRecord(headers)) return null;
  const seconds = Number(headers["retry-after"]);
  if (Number.isFinite(seconds) && headers["retry-after"] !== undefined) return seconds;
  if (headers["x-ratelimit-remaining"] !== "0") return null;
  return Math.max(0, Math.ceil(Number(headers["x-ratelimit-reset"]) - Date.now() / 1_000));
}

function textOfError(error: unknown): unknown {
  if (!isRecord(error)) return error;
  return error["message"] ?? [error["resource"], error["field"], error["code"]].filter(Boolean).join(" ");
}

function oneLine(parts: readonly unknown[]): string {
  const text = parts.filter((part) => typeof part === "string" && part !== "").join(": ");
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE)}…`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
