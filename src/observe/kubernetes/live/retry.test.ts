import { describe, expect, it } from "vitest";
import type { Exchange } from "./exchange.ts";
import { DRY_RUN_RETRIES, READ_RETRIES, retryDelay } from "./retry.ts";

function answer(status: number, retryAfter: string | null = null): Exchange {
  return { kind: "answer", status, retryAfter, body: null };
}

function none(failure: "unreachable" | "timeout" | "reset" | "cut" | "credentials"): Exchange {
  return { kind: "no-answer", failure, why: "" };
}

describe("observe/kubernetes/live/retry", () => {
  it.each([
    ["a success stands", answer(200), null],
    ["a missing permission stands", answer(403), null],
    ["an unserved kind stands", answer(404), null],
    ["an expired token is for the list to handle", answer(410), null],
    ["too many requests pass", answer(429), 200],
    ["a server error passes", answer(500), 200],
    ["an unavailable server passes", answer(503), 200],
    ["a Retry-After is honoured", answer(429, "3"), 3000],
    ["a Retry-After shorter than the backoff is not", answer(429, "0"), 200],
    ["a Retry-After beyond the bound ends it", answer(503, "11"), null],
    ["a Retry-After that is no number counts as none", answer(503, "soon"), 200],
    ["a reset connection passes", none("reset"), 200],
    ["a broken body passes", none("cut"), 200],
    ["a timeout was long enough", none("timeout"), null],
    ["a refused connection stands", none("unreachable"), null],
    ["missing credentials stand", none("credentials"), null],
  ])("%s", (_, exchange, delay) => {
    expect(retryDelay(exchange, { number: 1, elapsedMs: 0 }, READ_RETRIES)).toBe(delay);
  });

  it("doubles the wait", () => {
    const delays = [1, 2, 3].map((number) => retryDelay(answer(500), { number, elapsedMs: 0 }, READ_RETRIES));
    expect(delays).toEqual([200, 400, 800]);
  });

  it("ends after the last attempt, and when the time is up", () => {
    expect(retryDelay(answer(500), { number: 4, elapsedMs: 0 }, READ_RETRIES)).toBeNull();
    expect(retryDelay(answer(429, "5"), { number: 1, elapsedMs: 25_001 }, READ_RETRIES)).toBeNull();
  });

  it("does not repeat a dry run that is answered with 500", () => {
    expect(retryDelay(answer(500), { number: 1, elapsedMs: 0 }, DRY_RUN_RETRIES)).toBeNull();
    expect(retryDelay(answer(503), { number: 1, elapsedMs: 0 }, DRY_RUN_RETRIES)).toBe(200);
  });
});
