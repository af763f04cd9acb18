import { setTimeout as sleep } from "node:timers/promises";
import type { Pace, Patience } from "./pace.ts";

export interface FetchOptions {
  readonly pace: Pace;
  readonly patience: Patience;
  /** Hears of every token that is sent, those that are made on the way included. */
  readonly learn: (secret: string) => void;
}

/** GitHub's own default where it does not say how long. */
const DEFAULT_WAIT = 60;

/**
 * A fetch that learns the token before it is sent, waits for the whole answer, and states a bare `Retry-After` in the
 * words that octokit's throttling reads.
 * @throws Error when no answer came in time, when it broke off, or when a success is no JSON.
 */
export function createFetch(options: FetchOptions): typeof fetch {
  return async (input, init) => {
    learnToken(init?.headers, options.learn);
    const response = await fetch(input, { ...init, signal: AbortSignal.timeout(options.pace.requestMs) });
    const text = await response.clone().text();
    if (response.ok) assertJson(response, text);
    if (response.status >= 500) await waitIfAsked(response, init?.method, options);
    return isBareLimit(response, text) ? withLimitHeaders(response) : response;
  };
}

function learnToken(headers: RequestInit["headers"], learn: (secret: string) => void): void {
  const [, token] = (new Headers(headers).get("authorization") ?? "").split(" ");
  if (token !== undefined && token !== "") learn(token);
}

/** octokit takes a body that broke off for an empty one; then nobody would know that a write happened. */
function assertJson(response: Response, text: string): void {
  if (response.status === 204 || response.status === 205) return;
  try {
    JSON.parse(text);
  } catch {
    throw new Error("the answer is no whole JSON");
  }
}

/** octokit tries again after a second at first; where the server asks for longer, that comes before. */
async function waitIfAsked(response: Response, method: string | undefined, options: FetchOptions): Promise<void> {
  const seconds = retryAfter(response);
  if (seconds === null || method === "POST" || !options.patience.take(seconds)) return;
  await sleep(seconds * options.pace.secondMs);
}

function isBareLimit({ status, headers }: Response, text: string): boolean {
  if (headers.get("x-ratelimit-remaining") === "0" || /\bsecondary rate\b/i.test(text)) return false;
  return status === 429 || (status === 403 && headers.has("retry-after"));
}

function withLimitHeaders(response: Response): Response {
  const seconds = retryAfter(response) ?? DEFAULT_WAIT;
  const headers = new Headers(response.headers);
  headers.set("x-ratelimit-remaining", "0");
  headers.set("x-ratelimit-reset", String(Math.ceil(Date.now() / 1_000) + seconds));
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** Seconds, or a date. */
function retryAfter({ headers }: Response): number | null {
  const value = headers.get("retry-after");
  if (value === null) return null;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}
