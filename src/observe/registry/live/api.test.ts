import { describe, expect, it } from "vitest";
import { z } from "zod";
import { read } from "../../../vocabulary/index.ts";
import type { HttpExchange } from "../../http/index.ts";
import { errorCode, RegistryApi } from "./api.ts";

const NUMBERS = Array.from({ length: 250 }, (_, number) => number);

function answer(body: unknown, status = 200): HttpExchange {
  return { kind: "answer", status, retryAfter: null, body: JSON.stringify(body) };
}

function offsetOf(path: string): number {
  return Number(new URL(path, "http://x").searchParams.get("offset") ?? 0);
}

describe("observe/registry/live/api", () => {
  async function list(respond: (path: string) => HttpExchange) {
    const asked: string[] = [];
    const get = async ({ path }: { readonly path: string }) => {
      asked.push(path);
      return respond(path);
    };
    const question = { path: "/numbers?deleted=true", what: "numbers", schema: z.array(z.int()) };
    return { reading: await new RegistryApi({ get }).list(question, String), asked };
  }

  it("reads on where a server cuts its lists", async () => {
    const { reading, asked } = await list((path) => answer(NUMBERS.slice(offsetOf(path), offsetOf(path) + 100)));
    expect(reading).toEqual(read(NUMBERS));
    expect(asked.slice(0, 2)).toEqual(["/numbers?deleted=true", "/numbers?deleted=true&offset=100"]);
  });

  it("asks once more only, where a server knows no pages", async () => {
    const { reading, asked } = await list(() => answer(NUMBERS));
    expect(reading).toEqual(read(NUMBERS));
    expect(asked).toHaveLength(2);
  });

  it("asks once for a short list", async () => {
    expect((await list(() => answer([1, 2]))).asked).toHaveLength(1);
  });

  it("takes no part of a list for the whole, where a page fails", async () => {
    const { reading } = await list((path) => (offsetOf(path) === 0 ? answer(NUMBERS.slice(0, 100)) : answer({}, 500)));
    expect(reading).toMatchObject({ failure: { reason: "server-error", what: "numbers" } });
  });

  it("ends with a list that does not", async () => {
    const { reading, asked } = await list((path) => answer(NUMBERS.map((number) => number + offsetOf(path))));
    expect(reading).toMatchObject({ failure: { reason: "truncated" } });
    expect(asked).toHaveLength(100);
  });

  it.each([
    [answer({ error_code: 40408, message: "" }, 404), 40408],
    [answer({ error_code: 40408 }, 500), null],
    [answer({ code: 404 }, 404), null],
    [answer("not found", 404), null],
  ])("finds the code of a 404 only", (exchange, code) => {
    expect(errorCode(exchange)).toBe(code);
  });
});
