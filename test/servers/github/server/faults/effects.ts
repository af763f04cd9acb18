import type { Effect, FailFault } from "./faults.ts";

const MESSAGES: Readonly<Record<number, string>> = {
  401: "Bad credentials",
  403: "Resource not accessible by integration",
  404: "Not Found",
  409: "Conflict",
  410: "This issue was deleted",
  422: "Validation Failed",
  429: "Too Many Requests",
  500: "Server Error",
  502: "Server Error",
  503: "No server is currently available to service your request. Sorry about that. Please try refreshing and contact us if the problem persists.",
};

export function answerEffect({ status, headers = {}, body }: FailFault): Effect {
  const usual = {
    message: MESSAGES[status] ?? "Error",
    documentation_url: "https://docs.github.com/rest",
    status: String(status),
  };
  return { kind: "answer", status, headers, body: body ?? usual };
}

/** The secondary limit as GitHub's pages on rate limits show it. */
export function secondaryLimitEffect({
  status = 403,
  retryAfter,
}: {
  status?: 403 | 429;
  retryAfter?: number;
}): Effect {
  return {
    kind: "answer",
    status,
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
    body: {
      documentation_url:
        "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits",
      message:
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID 0123:4567.",
    },
  };
}

/** The primary limit: no request is left until `reset`. */
export function primaryLimitEffect({ status = 403, reset }: { status?: 403 | 429; reset: Date }): Effect {
  return {
    kind: "answer",
    status,
    headers: {
      "x-ratelimit-limit": "5000",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": String(Math.ceil(reset.getTime() / 1000)),
    },
    body: {
      message: "API rate limit exceeded for installation ID 1.",
      documentation_url: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
    },
  };
}
