import type { ServerResponse } from "node:http";

export interface StatusAnswer {
  readonly status: number;
  readonly message?: string;
  readonly retryAfterSeconds?: number;
}

/** The reason that the API server puts in a Status of this code. */
const REASONS: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  405: "MethodNotAllowed",
  409: "Conflict",
  410: "Expired",
  429: "TooManyRequests",
  500: "InternalError",
  503: "ServiceUnavailable",
  504: "Timeout",
};

/** Answers with a Kubernetes Status. */
export function answerStatus(response: ServerResponse, answer: StatusAnswer): void {
  const { status, retryAfterSeconds, message = `the fault proxy answers ${status}` } = answer;
  const reason = REASONS[status];
  const headers = { "content-type": "application/json" };
  const retry = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  response.writeHead(status, { ...headers, ...retry });
  response.end(
    JSON.stringify({
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message,
      ...(reason === undefined ? {} : { reason }),
      ...(retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } }),
      code: status,
    }),
  );
}

/** What the API server says about a path below a group that it does not serve: no Status. */
export function answerUnknownPath(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
  response.end("404 page not found\n");
}
