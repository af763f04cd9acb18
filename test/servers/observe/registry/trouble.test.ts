import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { read } from "../../../../src/vocabulary/index.ts";
import { CertificateAuthority } from "../../kafka/certificates.ts";
import { waitFor } from "../../kube/client/wait-for.ts";
import { type RegistryServer, startRegistry } from "../../registry/index.ts";
import { type Trouble, TroubledProxy } from "../troubled-proxy.ts";
import { type Account, must, readerOf, subjectOf } from "./reading.ts";

const PASSWORD = "correct-horse-battery";

async function stateAt(url: string, account: Account = {}) {
  const reader = readerOf(url, account);
  try {
    return await reader.state();
  } finally {
    await reader.close();
  }
}

describe("observe/registry in trouble", () => {
  let server: RegistryServer;

  beforeAll(async () => {
    server = await startRegistry();
    await server.register("alert", { schema: '"string"' });
    await server.register("source", { schema: '"long"' });
  });

  afterAll(() => server.stop());

  it.each<[string, Trouble, { reason: string; why: RegExp }]>([
    ["silence", { kind: "stall" }, { reason: "timeout", why: /^no complete answer after 1\.5 seconds$/ }],
    ["a body that stalls", { kind: "stall-body" }, { reason: "timeout", why: /^no complete answer/ }],
    ["connections that are reset", { kind: "reset" }, { reason: "unreachable", why: /^the connection was reset$/ }],
    ["a refused login", { kind: "answer", status: 401 }, { reason: "login-refused", why: /HTTP 401/ }],
    ["another server", { kind: "answer", status: 404 }, { reason: "unsupported", why: /HTTP 404/ }],
  ])("is one failure after %s", async (_, trouble, { reason, why }) => {
    await using proxy = await TroubledProxy.start(server.url, () => trouble);
    const before = performance.now();
    const state = await stateAt(proxy.url);
    const what = `schema registry at ${proxy.url}`;
    expect(state).toEqual({ ok: false, failure: { reason, what, why: expect.stringMatching(why) } });
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(proxy.requests).toBeLessThanOrEqual(3);
  });

  it.each<[string, Trouble, string]>([
    ["500", { kind: "answer", status: 500, body: PASSWORD }, "server-error"],
    ["503", { kind: "answer", status: 503 }, "server-error"],
    ["403", { kind: "answer", status: 403 }, "no-permission"],
    ["a page that is no answer of a registry", { kind: "answer", status: 200, body: "<html>" }, "server-error"],
    ["bodies that break off", { kind: "cut-body" }, "truncated"],
  ])("costs every part after %s, and claims nothing", async (_, trouble, reason) => {
    await using proxy = await TroubledProxy.start(server.url, () => trouble);
    const state = must(await stateAt(proxy.url));
    const failed = { ok: false, failure: { reason } };
    expect(state).toMatchObject({ compatibility: failed, mode: failed, subjects: failed });
    expect(JSON.stringify(state)).not.toContain(PASSWORD);
  });

  it.each<[string, (url: string) => boolean, object]>([
    ["a subject's level", (url) => url === "/config/alert", { compatibility: { failure: { reason: "server-error" } } }],
    ["a subject's mode", (url) => url === "/mode/alert", { mode: { failure: { reason: "server-error" } } }],
    [
      "a subject's versions",
      (url) => url.startsWith("/schemas") || url === "/subjects/alert/versions/1",
      { versions: { failure: { reason: "server-error", what: "versions of subject alert" } } },
    ],
  ])("costs only %s where only that fails", async (_, hit, expected) => {
    const trouble = { kind: "answer", status: 500 } as const;
    await using proxy = await TroubledProxy.start(server.url, (url) => (hit(url) ? trouble : null));
    const state = must(await stateAt(proxy.url));
    expect(subjectOf(state, "alert")).toMatchObject(expected);
    expect(subjectOf(state, "source")).toMatchObject({
      compatibility: read(null),
      mode: read(null),
      versions: { ok: true },
    });
  });

  it("takes modes for absent where the server has none", async () => {
    await using proxy = await TroubledProxy.start(server.url, (url) =>
      url.startsWith("/mode") ? { kind: "answer", status: 404, body: '{"error_code":0}' } : null,
    );
    const state = must(await stateAt(proxy.url));
    expect(state.mode).toEqual(read(null));
    expect(subjectOf(state, "alert")?.mode).toEqual(read(null));
  });

  it.each([
    [404, () => true, "unsupported"],
    [500, (url: string) => url.includes("/versions"), "server-error"],
  ])("claims nothing of an id after %i", async (status, hit, reason) => {
    await using proxy = await TroubledProxy.start(server.url, (url) => (hit(url) ? { kind: "answer", status } : null));
    const reader = readerOf(proxy.url);
    expect(await reader.schemas([1])).toMatchObject([{ id: 1, reading: { failure: { reason } } }]);
    await reader.close();
  });

  it("knows an id, though not its subjects, where the server cannot tell them", async () => {
    await using proxy = await TroubledProxy.start(server.url, (url) =>
      url.includes("/versions") ? { kind: "answer", status: 404 } : null,
    );
    const reader = readerOf(proxy.url);
    expect(await reader.schemas([1])).toEqual([{ id: 1, reading: read({ id: 1, subjects: [] }) }]);
    await reader.close();
  });

  it("is slow where the server is slow, and still right", async () => {
    await using proxy = await TroubledProxy.start(server.url, () => ({ kind: "delay", ms: 100 }));
    expect(must(must(await stateAt(proxy.url)).subjects)).toHaveLength(2);
  });

  it("logs in, and says when it may not; the password is in no message", async () => {
    const basic = { username: "reader", password: PASSWORD };
    await using guarded = await startRegistry({ basic });
    expect(await stateAt(guarded.url, basic)).toMatchObject({ ok: true });
    const refused = await stateAt(guarded.url, { ...basic, password: `${PASSWORD}-old` });
    expect(refused).toMatchObject({ failure: { reason: "login-refused" } });
    expect(JSON.stringify(refused)).not.toContain(PASSWORD);
  });

  describe("over TLS", () => {
    let folder = "";

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "holdfast-registry-tls-"));
    });

    afterAll(async () => {
      await rm(folder, { recursive: true });
    });

    async function secured(name: string, validity: "valid" | "expired") {
      const parent = await mkdtemp(join(folder, name));
      const authority = await CertificateAuthority.make(parent);
      const file = await authority.serverFile(validity);
      return { ca: authority.ca, server: await startRegistry({ tls: { certificate: file, key: file } }) };
    }

    /** The server may still be starting. */
    function answerOf(url: string, account: Account) {
      return waitFor(
        async () => {
          const state = await stateAt(url, account);
          return !state.ok && state.failure.reason === "unreachable" ? undefined : state;
        },
        { what: "the registry to answer over TLS" },
      );
    }

    it("trusts its own authority, and no other", async () => {
      const { ca, server: valid } = await secured("valid", "valid");
      await using _ = valid;
      expect(await answerOf(valid.url, { ca })).toMatchObject({ ok: true });
      expect(await answerOf(valid.url, {})).toMatchObject({
        failure: {
          reason: "certificate-refused",
          why: "the server's certificate is not signed by a trusted authority",
        },
      });
    });

    it("says that a certificate has expired", async () => {
      const { ca, server: expired } = await secured("expired", "expired");
      await using _ = expired;
      expect(await answerOf(expired.url, { ca })).toMatchObject({
        failure: { reason: "certificate-refused", why: "the server's certificate has expired" },
      });
    });
  });
});
