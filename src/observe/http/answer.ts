import type { ZodType } from "zod";
import { type Reading, read, type UnreadableReason, unread } from "../../vocabulary/index.ts";
import type { HttpAnswer, HttpExchange } from "./route.ts";

/** What an answer must be. */
export interface Expected<T> {
  /** Names what was asked for. */
  readonly what: string;
  readonly schema: ZodType<T>;
}

/** An answer that is a success, or why it is none. `what` names what was asked for. */
export function accepted(exchange: HttpExchange, what: string): Reading<HttpAnswer> {
  if (exchange.kind === "no-answer") return unread(exchange.reason, what, exchange.why);
  const { status } = exchange;
  if (status >= 200 && status < 300) return read(exchange);
  return unread(reasonOf(status), what, refusal(status));
}

/** The JSON of a success. What a body says is never quoted: it may be anything. */
export function json<T>(exchange: HttpExchange, { what, schema }: Expected<T>): Reading<T> {
  const answer = accepted(exchange, what);
  if (!answer.ok) return answer;
  const parsed = schema.safeParse(parse(answer.value.body));
  return parsed.success
    ? read(parsed.data)
    : unread("server-error", what, "the answer is not what this interface says");
}

/** Undefined fits no schema. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const REASONS: Readonly<Record<number, UnreadableReason>> = {
  401: "login-refused",
  403: "no-permission",
  404: "unsupported",
  405: "unsupported",
  501: "unsupported",
};

function reasonOf(status: number): UnreadableReason {
  return REASONS[status] ?? "server-error";
}

function refusal(status: number): string {
  if (status === 401) return "the server does not accept the credentials (HTTP 401)";
  if (status === 403) return "the credentials may not read it (HTTP 403)";
  if (REASONS[status] !== undefined) return `the server does not offer it (HTTP ${status})`;
  if (status >= 300 && status < 400) return `the server points elsewhere (HTTP ${status})`;
  return `the server answered HTTP ${status}`;
}
