import { describe, expect, it } from "vitest";
import { BOUNDS } from "./bounds.ts";
import { retryDelay } from "./retry.ts";
import type { HttpExchange, NoHttpAnswer } from "./route.ts";

function answer(status: number, retryAfter: string | null = null): HttpExchange {
  return { kind: "answer", status, retryAfter, body: "" };
}

function none(reason: NoHttpAnswer["reason"], passes: boolean): HttpExchange {
  return { kind: "no-answer", reason, why: "", passes };
}

describe("observe/http/retry", () => {
  it.each<[string, HttpExchange, number | null]>([
    ["a success stands", answer(200), null],
    ["a refused login stands", answer(401), null],
    ["an absent thing stands", answer(404), null],
    ["a server's error stands", answer(500), null],
    ["too many requests pass", answer(429), 200],
    ["a restarting backend passes", answer(503), 200],
    ["a Retry-After is honoured", answer(429, "3"), 3000],
    ["a Retry-After shorter than the backoff is not", answer(503, "0"), 200],
    ["a Retry-After beyond the bound ends it", answer(503, "6"), null],
    ["a Retry-After with a date counts as none", answer(503, "Tue, 24 Nov 2026 10:00:00 GMT"), 200],
    ["a lost connection passes", none("unreachable", true), 200],
    ["a refused connection stands", none("unreachable", false), null],
    ["a timeout was long enough", none("timeout", false), null],
  ])("%s", (_, exchange, delay) => {
    expect(retryDelay(exchange, { number: 1, remainingMs: 60_000 }, BOUNDS)).toBe(delay);
  });

  it("doubles the wait, and ends after the last attempt", () => {
    const delays = [1, 2, 3].map((number) => retryDelay(answer(503), { number, remainingMs: 60_000 }, BOUNDS));
    expect(delays).toEqual([200, 400, null]);
  });

  it("ends where the reading's time would be over", () => {
    expect(retryDelay(answer(503), { number: 1, remainingMs: 200 }, BOUNDS)).toBeNull();
  });
});
