import assert from "node:assert/strict";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { LiveReader } from "../../../src/observe/kubernetes/index.ts";
import { createNamespace, type Fault, type FaultProxy, type FaultRule, startFaultProxy } from "../kube/index.ts";
import { sharedPlane } from "../shared-plane.ts";
import { Lab } from "./lab.ts";
import { applyTopics, CONFIG_MAPS, TOPICS } from "./topics.ts";

const plane = sharedPlane();
const TOPIC_PATH = /\/kafkatopics$/;
/** Three pages: 4, 4 and 2 topics. */
const PAGE_SIZE = 4;

describe("observe/kubernetes through a server in trouble", () => {
  let lab: Lab;
  let namespace: string;
  let proxy: FaultProxy;
  let reader: LiveReader;
  let names: string[];

  beforeAll(async () => {
    lab = await Lab.open();
    namespace = await createNamespace(plane);
    names = await applyTopics(plane, namespace, { prefix: "t", count: 10 });
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  async function reach(rules: readonly FaultRule[]): Promise<void> {
    proxy = await startFaultProxy({ target: plane, rules });
    reader = await lab.connect(proxy.plane, { pageSize: PAGE_SIZE });
  }

  /** The proxy refuses all but GET, and says so when it stops. */
  afterEach(async () => {
    const { lists, others } = reader.requests();
    assert.equal(proxy.count(), lists + others, "requests that the proxy counted");
    await proxy.stop();
  });

  function onTopics(fault: Fault, counting: Pick<FaultRule, "after" | "times"> = {}): FaultRule {
    return { fault, match: { path: TOPIC_PATH }, ...counting };
  }

  async function readTopics() {
    return reader.list({ kind: TOPICS, namespace });
  }

  async function readNames(): Promise<unknown> {
    const reading = await readTopics();
    return reading.ok ? reading.value.map(({ metadata }) => metadata.name) : reading;
  }

  it.each<[string, Fault, { reason: string; why: RegExp }, number]>([
    [
      "403",
      { kind: "answer", status: 403 },
      { reason: "no-permission", why: /^the credentials may not read it \(HTTP 403\)$/ },
      1,
    ],
    ["401", { kind: "answer", status: 401 }, { reason: "no-permission", why: /does not accept the credentials/ }, 1],
    [
      "500",
      { kind: "answer", status: 500 },
      { reason: "server-error", why: /^the API server answered HTTP 500: the fault proxy answers 500$/ },
      4,
    ],
    ["503", { kind: "answer", status: 503 }, { reason: "server-error", why: /HTTP 503/ }, 4],
    [
      "429 for longer than anybody waits",
      { kind: "answer", status: 429, retryAfterSeconds: 60 },
      { reason: "server-error", why: /HTTP 429/ },
      1,
    ],
    ["silence", { kind: "stall" }, { reason: "timeout", why: /^no answer after 3 seconds$/ }, 1],
    ["a reset connection", { kind: "cut" }, { reason: "unreachable", why: /^the connection was reset$/ }, 4],
    [
      "a body that breaks off",
      { kind: "truncate", bytes: 700 },
      { reason: "truncated", why: /^the answer broke off$/ },
      4,
    ],
    [
      "a CRD that is not installed",
      { kind: "hide-group", group: "kafka.strimzi.io" },
      { reason: "not-served", why: /HTTP 404/ },
      1,
    ],
    [
      "a group whose server is down",
      { kind: "stale-group", group: "kafka.strimzi.io" },
      { reason: "server-error", why: /HTTP 503/ },
      4,
    ],
  ])("reports %s, in bounded time, and reads the rest", async (...[, fault, { reason, why }, tries]) => {
    await reach([onTopics(fault)]);
    const begun = performance.now();
    expect(await readTopics()).toEqual({
      ok: false,
      failure: {
        reason,
        what: `KafkaTopic in namespace ${namespace}`,
        why: expect.stringMatching(why),
      },
    });
    expect(performance.now() - begun).toBeLessThan(8000);
    expect(proxy.count({ path: TOPIC_PATH })).toBe(tries);
    expect(await reader.list({ kind: CONFIG_MAPS, namespace })).toMatchObject({ ok: true });
  });

  it.each<[string, Fault]>([
    ["500", { kind: "answer", status: 500 }],
    ["502", { kind: "answer", status: 502 }],
    ["503", { kind: "answer", status: 503 }],
    ["504", { kind: "answer", status: 504 }],
    ["429", { kind: "answer", status: 429 }],
    ["a reset connection", { kind: "cut" }],
    ["a body that breaks off", { kind: "truncate", bytes: 700 }],
  ])("gets over %s in the middle of a list", async (_, fault) => {
    await reach([onTopics(fault, { after: 1, times: 2 })]);
    expect(await readNames()).toEqual(names.toSorted());
    expect(reader.requests()).toEqual({ lists: 5, others: 0 });
  });

  it("never gives part of a list for the whole", async () => {
    await reach([onTopics({ kind: "answer", status: 500 }, { after: 2 })]);
    expect(await readTopics()).toMatchObject({ ok: false, failure: { reason: "server-error" } });
  });

  it("waits as long as the server asks", async () => {
    await reach([onTopics({ kind: "answer", status: 429, retryAfterSeconds: 1 }, { times: 1 })]);
    const begun = performance.now();
    expect(await readNames()).toEqual(names.toSorted());
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1000);
  });

  it("reads the list once more when its continue token expires", async () => {
    await reach([onTopics({ kind: "expire-continue" }, { after: 1, times: 1 })]);
    expect(await readNames()).toEqual(names.toSorted());
    expect(reader.requests()).toEqual({ lists: 6, others: 0 });
  });

  it("reports a list whose continue token expires again", async () => {
    await reach([onTopics({ kind: "expire-continue" })]);
    expect(await readTopics()).toMatchObject({
      ok: false,
      failure: { reason: "truncated", why: "the continue token of the list expired twice before its end" },
    });
    expect(reader.requests()).toEqual({ lists: 4, others: 0 });
  });

  it("bears a slow network", async () => {
    await reach([{ fault: { kind: "delay", ms: 30 } }]);
    expect(await readNames()).toEqual(names.toSorted());
  });

  describe("discovery", () => {
    it("names a stale group and knows the rest", async () => {
      await reach([{ fault: { kind: "stale-group", group: "kafka.strimzi.io" } }]);
      const discovery = await reader.discover();
      if (!discovery.ok) throw new Error(discovery.failure.why);
      expect([...discovery.value.failures.keys()]).toEqual(["kafka.strimzi.io"]);
      expect(discovery.value.kinds.some(({ kind }) => kind === "Deployment")).toBe(true);
      expect(discovery.value.kinds.some(({ kind }) => kind === "KafkaTopic")).toBe(false);
    });

    it("names the core group when only that cannot be had", async () => {
      await reach([{ fault: { kind: "answer", status: 403 }, match: { path: /^\/api$/ } }]);
      const discovery = await reader.discover();
      if (!discovery.ok) throw new Error(discovery.failure.why);
      expect(discovery.value.failures).toEqual(new Map([["", "the credentials may not read it (HTTP 403)"]]));
      expect(discovery.value.kinds.some(({ kind }) => kind === "Deployment")).toBe(true);
    });

    it.each<[string, Fault, string]>([
      ["403", { kind: "answer", status: 403 }, "no-permission"],
      ["503", { kind: "answer", status: 503 }, "server-error"],
      ["silence", { kind: "stall" }, "timeout"],
      ["half an answer", { kind: "truncate", bytes: 900 }, "truncated"],
    ])("is unread as a whole when the groups answer with %s", async (_, fault, reason) => {
      await reach([{ fault, match: { path: /^\/apis$/ } }]);
      expect(await reader.discover()).toMatchObject({ ok: false, failure: { reason } });
    });
  });

  describe("schemas", () => {
    it("costs only the group whose document cannot be had", async () => {
      await reach([{ fault: { kind: "answer", status: 500 }, match: { path: "/openapi/v3/apis/apps/v1" } }]);
      expect(await reader.schemas("apps", "v1")).toMatchObject({
        ok: false,
        failure: { reason: "server-error", what: "the schemas of apps/v1" },
      });
      expect(await reader.schemas("batch", "v1")).toMatchObject({ ok: true });
    });

    it("keeps no half document in the cache", async () => {
      await reach([{ fault: { kind: "truncate", bytes: 5000 }, match: { path: "/openapi/v3/apis/autoscaling/v2" } }]);
      expect(await reader.schemas("autoscaling", "v2")).toMatchObject({ ok: false, failure: { reason: "truncated" } });
      const later = await lab.connect(plane);
      expect(await later.schemas("autoscaling", "v2")).toMatchObject({ ok: true });
    });

    it("reports an index that cannot be had for every group", async () => {
      await reach([{ fault: { kind: "answer", status: 403 }, match: { path: /^\/openapi\/v3$/ } }]);
      for (const version of ["v1", "v2"]) {
        expect(await reader.schemas("apps", version)).toMatchObject({
          ok: false,
          failure: { reason: "no-permission" },
        });
      }
      expect(reader.requests()).toEqual({ lists: 0, others: 1 });
    });
  });
});
