import { afterEach, describe, expect, it } from "vitest";
import { sharedPlane } from "../../shared-plane.ts";
import {
  clientOf,
  createNamespace,
  type FaultProxy,
  type FaultProxyOptions,
  type FaultRule,
  kubectl,
  startFaultProxy,
} from "../index.ts";

const target = sharedPlane();
const GROUP = "kafka.strimzi.io";
const TOPICS = `/apis/${GROUP}/v1/kafkatopics`;
const AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

const started: FaultProxy[] = [];

async function start(options: Omit<FaultProxyOptions, "target">): Promise<FaultProxy> {
  const proxy = await startFaultProxy({ target, ...options });
  started.push(proxy);
  return proxy;
}

async function get(proxy: FaultProxy, path: string, accept = "application/json") {
  using client = clientOf(proxy.plane);
  return await client.request("GET", path, undefined, { accept });
}

describe("test/servers/kube/proxy", () => {
  afterEach(async () => {
    for (const proxy of started.splice(0)) await proxy.stop();
  });

  it.each([{ plain: false }, { plain: true }])("passes a request through (plain HTTP: $plain)", async ({ plain }) => {
    const proxy = await start({ plain });
    expect((await get(proxy, "/version")).body).toEqual((await get({ ...proxy, plane: target }, "/version")).body);
  });

  it("serves kubectl with its own kubeconfig", async () => {
    const proxy = await start({});
    const { stdout } = await kubectl(proxy.plane, ["get", "kafkatopics", "--all-namespaces", "--output", "json"]);
    expect(stdout).toContain('"items"');
    expect(proxy.count({ path: TOPICS })).toBe(1);
  });

  it("counts by method and path, and notes what was answered", async () => {
    const proxy = await start({});
    await get(proxy, `${TOPICS}?limit=1`);
    await get(proxy, "/apis/nowhere/v1");
    expect(proxy.requests()).toEqual([
      { method: "GET", path: TOPICS, query: "limit=1", status: 200, failure: null },
      { method: "GET", path: "/apis/nowhere/v1", query: "", status: 404, failure: null },
    ]);
    expect(proxy.count({ method: "GET", path: TOPICS })).toBe(1);
    expect(proxy.count()).toBe(2);
  });

  it("delays each round trip", async () => {
    const proxy = await start({ rules: [{ fault: { kind: "delay", ms: 120 } }] });
    const before = performance.now();
    await get(proxy, "/version");
    expect(performance.now() - before).toBeGreaterThanOrEqual(119);
  });

  it.each([403, 429, 500, 503])("answers %i as the API server would", async (status) => {
    const proxy = await start({
      rules: [{ match: { path: TOPICS }, fault: { kind: "answer", status, retryAfterSeconds: 2 } }],
    });
    const { status: answered, headers, body } = await get(proxy, TOPICS);
    expect(answered).toBe(status);
    expect(headers["retry-after"]).toBe("2");
    expect(body).toMatchObject({ kind: "Status", code: status, details: { retryAfterSeconds: 2 } });
    expect((await get(proxy, "/version")).status).toBe(200);
  });

  it("acts only after and as often as it is told", async () => {
    const proxy = await start({ rules: [{ after: 1, times: 2, fault: { kind: "answer", status: 503 } }] });
    const statuses: number[] = [];
    for (let sent = 0; sent < 4; sent++) statuses.push((await get(proxy, "/version")).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it("cuts the connection", async () => {
    const proxy = await start({ rules: [{ fault: { kind: "cut" } }] });
    await expect(get(proxy, "/version")).rejects.toThrow("socket hang up");
    expect(proxy.requests()).toMatchObject([{ path: "/version", status: null }]);
  });

  it("stalls for ever", async () => {
    const proxy = await start({ rules: [{ fault: { kind: "stall" } }] });
    const late = new Promise((resolve) => setTimeout(resolve, 300, "late"));
    const asking = get(proxy, "/version").catch(() => "cut");
    expect(await Promise.race([asking, late])).toBe("late");
  });

  it("truncates the body of a list", async () => {
    const rules = [{ match: { path: "/api/v1/namespaces" }, fault: { kind: "truncate", bytes: 100 } }] as const;
    const proxy = await start({ rules });
    await expect(get(proxy, "/api/v1/namespaces")).rejects.toThrow("aborted");
  });

  it("expires the continue token of a list, not its first page", async () => {
    const proxy = await start({ rules: [{ fault: { kind: "expire-continue" } }] });
    const first = await get(proxy, "/api/v1/namespaces?limit=1");
    expect(first.status).toBe(200);
    const { metadata } = first.body as { metadata: { continue: string } };
    const next = `/api/v1/namespaces?limit=1&continue=${metadata.continue}`;
    expect((await get(proxy, next)).body).toMatchObject({ code: 410, reason: "Expired" });
  });

  it.each(["application/json", AGGREGATED])("hides a group from discovery (%s)", async (accept) => {
    const proxy = await start({ rules: [{ fault: { kind: "hide-group", group: GROUP } }] });
    const { text } = await get(proxy, "/apis", accept);
    expect(text).not.toContain(`"${GROUP}"`);
    expect(text).toContain('"keda.sh"');
    expect((await get(proxy, "/openapi/v3")).text).not.toContain(`apis/${GROUP}/v1`);
    expect(await get(proxy, TOPICS)).toMatchObject({ status: 404, text: "404 page not found\n" });
    expect((await get(proxy, "/apis/access.strimzi.io/v1alpha1/kafkaaccesses")).status).toBe(200);
  });

  it("lets kubectl believe that a hidden group has no kinds", async () => {
    const proxy = await start({ rules: [{ fault: { kind: "hide-group", group: GROUP } }] });
    const { stderr } = await kubectl(proxy.plane, ["get", "kafkatopics"], { codes: [1] });
    expect(stderr).toContain('the server doesn\'t have a resource type "kafkatopics"');
  });

  it("marks a group stale in aggregated discovery and refuses its kinds", async () => {
    const proxy = await start({ rules: [{ fault: { kind: "stale-group", group: GROUP } }] });
    const { items } = (await get(proxy, "/apis", AGGREGATED)).body as {
      items: { metadata: { name: string }; versions: { freshness: string }[] }[];
    };
    const stale = items.filter(({ versions }) => versions.some(({ freshness }) => freshness === "Stale"));
    expect(stale.map(({ metadata }) => metadata.name)).toEqual([GROUP]);
    expect((await get(proxy, TOPICS)).status).toBe(503);
  });

  it("takes new rules while it runs", async () => {
    const proxy = await start({ rules: [{ fault: { kind: "answer", status: 500 } }] });
    expect((await get(proxy, "/version")).status).toBe(500);
    proxy.setRules([]);
    expect((await get(proxy, "/version")).status).toBe(200);
  });

  it("refuses a write and fails at the end because of it", async () => {
    const proxy = await startFaultProxy({ target });
    using client = clientOf(proxy.plane);
    const { status } = await client.request("POST", "/api/v1/namespaces", { metadata: { name: "never" } });
    expect(status).toBe(405);
    await expect(proxy.stop()).rejects.toThrow("only GET is allowed: POST /api/v1/namespaces");
    expect((await get({ ...proxy, plane: target }, "/api/v1/namespaces/never")).status).toBe(404);
  });

  it("lets through the writes that are allowed", async () => {
    const namespace = await createNamespace(target);
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const proxy = await start({ allow: [{ method: "POST", path }] });
    using client = clientOf(proxy.plane);
    expect((await client.request("POST", path, { metadata: { name: "allowed" } })).status).toBe(201);
  });

  it("holds several rules at once", async () => {
    const rules: FaultRule[] = [
      { fault: { kind: "delay", ms: 50 } },
      { match: { path: /kafkausers$/ }, fault: { kind: "answer", status: 403 } },
    ];
    const proxy = await start({ rules });
    const before = performance.now();
    expect((await get(proxy, `/apis/${GROUP}/v1/kafkausers`)).status).toBe(403);
    expect(performance.now() - before).toBeGreaterThanOrEqual(49);
  });
});
