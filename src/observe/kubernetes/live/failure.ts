import {
  isJsonObject,
  type JsonObject,
  type Reading,
  read,
  type UnreadableReason,
  unread,
} from "../../../vocabulary/index.ts";
import type { Answer, Exchange, NoAnswer } from "./exchange.ts";
import { statusMessage } from "./status.ts";

/** The answer's object, or why there is none. `what` names what was asked for. */
export function answered(exchange: Exchange, what: string): Reading<JsonObject> {
  if (exchange.kind === "no-answer") return unread(NO_ANSWER[exchange.failure], what, exchange.why);
  if (exchange.status !== 200) return unread(reasonOf(exchange), what, refusal(exchange));
  if (!isJsonObject(exchange.body)) return unread("server-error", what, "the API server's answer is not an object");
  return read(exchange.body);
}

const NO_ANSWER: Readonly<Record<NoAnswer["failure"], UnreadableReason>> = {
  unreachable: "unreachable",
  reset: "unreachable",
  credentials: "unreachable",
  timeout: "timeout",
  cut: "truncated",
};

function reasonOf({ status }: Answer): UnreadableReason {
  if (status === 401 || status === 403) return "no-permission";
  if (status === 404) return "not-served";
  return status === 410 ? "truncated" : "server-error";
}

function refusal(answer: Answer): string {
  if (answer.status === 401) return "the cluster does not accept the credentials (HTTP 401)";
  if (answer.status === 403) return "the credentials may not read it (HTTP 403)";
  if (answer.status === 404) return "the cluster does not serve it (HTTP 404)";
  const message = statusMessage(answer.body);
  return `the API server answered HTTP ${answer.status}${message === null ? "" : `: ${message}`}`;
}
