import { describe, expect, it } from "vitest";
import { dryRunRefusal } from "./dry-run-failure.ts";
import type { Exchange } from "./exchange.ts";

const OBJECT = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" } };

function answer(status: number, message: string, rest: { reason?: string } = {}): Exchange {
  return { kind: "answer", status, retryAfter: null, body: { kind: "Status", message, ...rest } };
}

describe("observe/kubernetes/live/dry-run-failure", () => {
  it("recognises a webhook that knows no dry runs: no server accepts one today, but old ones are kept", () => {
    expect(
      dryRunRefusal(answer(400, 'admission webhook "mutate.example.test" does not support dry run'), OBJECT),
    ).toEqual({
      ok: false,
      failure: {
        reason: "server-error",
        what: "dry run of ConfigMap c",
        why: "the admission webhook mutate.example.test does not support dry runs",
      },
    });
  });

  it.each([
    [500, "etcdserver: request timed out", "server-error"],
    [500, "failed to create typed patch object (a): .b: field not declared in schema", "invalid-manifest"],
    [503, "starting", "server-error"],
    [401, "Unauthorized", "no-permission"],
    [403, "exceeded quota: q", "no-permission"],
    [404, 'configmaps "c" not found', "not-served"],
    [409, "conflict", "invalid-manifest"],
    [422, "invalid", "invalid-manifest"],
  ])("takes HTTP %d with %j for %s", (status, message, reason) => {
    expect(dryRunRefusal(answer(status, message), OBJECT)).toMatchObject({ ok: false, failure: { reason } });
  });

  it("passes on why there was no answer", () => {
    const none: Exchange = { kind: "no-answer", failure: "timeout", why: "no answer after 10 seconds" };
    expect(dryRunRefusal(none, OBJECT)).toMatchObject({ failure: { reason: "timeout", why: none.why } });
  });
});
