import { type Failure, failureOf, GitHubError } from "./failure.ts";

/** What is done to GitHub, and what the token must be allowed for it. */
export interface Deed {
  /** After "could not": `read pull request 7`. */
  readonly doing: string;
  /** As a workflow's `permissions` spell it: `pull-requests: write`. */
  readonly permission: string;
}

/** One clause: why GitHub did not do it, and what helps. */
export function whyRefused({ status, message, wait }: Failure, { permission }: Deed): string {
  if (status === null && message !== "") return `GitHub broke down (it says: ${message}); try again later`;
  if (status === null) return "GitHub gave no whole answer, several times; try again later";
  if (isLimit({ status, message, wait })) return `GitHub's limit is reached${waiting(wait)}; try again later`;
  if (status >= 500) return `GitHub answered HTTP ${status}, several times; try again later`;
  return `${cause(status, permission)}${message === "" ? "" : ` (GitHub says: ${message})`}`;
}

/** An error of ours for something that could not be read. Other errors, which are bugs, are handed back as they are. */
export function readingError(error: unknown, deed: Deed): unknown {
  const failure = failureOf(error);
  if (failure === null) return error;
  return new GitHubError(`Could not ${deed.doing}: ${whyRefused(failure, deed)}.`, failure.status);
}

/** Whether GitHub only asks to come back later. Its limits come as 403 as well as 429. */
export function isLimit({ status, message, wait }: Failure): boolean {
  return status === 429 || (status === 403 && (wait !== null || /rate limit/i.test(message)));
}

function waiting(wait: number | null): string {
  return wait === null ? "" : `, and it asks to wait ${wait} seconds`;
}

function cause(status: number, permission: string): string {
  if (status === 401) return "GitHub does not accept the token (HTTP 401); give one that is valid";
  if (status === 403) return `the token may not do it (HTTP 403); it needs \`${permission}\``;
  if (status === 404) return `it does not exist, or the token may not see it (HTTP 404); it needs \`${permission}\``;
  if (status === 410) return "it is gone or switched off in this repository (HTTP 410)";
  return `GitHub does not take it (HTTP ${status})`;
}
