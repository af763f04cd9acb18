import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectHealth } from "../../../src/observe/health/index.ts";
import { connectRoutes } from "../../../src/observe/kubernetes/index.ts";
import type { ClusterRoutes } from "../../../src/observe/kubernetes/routes.ts";
import { ServiceProxyRoute } from "../../../src/observe/reach/http-route.ts";
import { clientOf, createNamespace } from "../kube/index.ts";
import { TIMEOUTS } from "../observe/lab.ts";
import { sharedPlane } from "../shared-plane.ts";

const plane = sharedPlane();
/** The API server refuses to proxy to a loopback address. */
const own = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;

describe("reach/service-proxy", () => {
  const servers: Server[] = [];
  let namespace = "";
  let routes: ClusterRoutes;

  beforeAll(async () => {
    namespace = await createNamespace(plane);
    routes = await routesOf("admin");
  });

  afterAll(async () => {
    await routes.close();
    for (const server of servers) server.close();
  });

  function routesOf(context: string): Promise<ClusterRoutes> {
    const cluster = { kind: "context", context, kubeconfig: plane.kubeconfig } as const;
    return connectRoutes({ cluster, env: {}, timeouts: TIMEOUTS });
  }

  async function addService(service: string, listener: RequestListener | null): Promise<void> {
    const api = clientOf(plane);
    const spec = { ports: [{ name: "http", port: 80 }] };
    await api.mustRequest("POST", `/api/v1/namespaces/${namespace}/services`, { metadata: { name: service }, spec });
    if (listener === null) return;
    const server = createServer(listener);
    servers.push(server);
    server.listen(0, own);
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await addPod(service);
    const targetRef = { kind: "Pod", name: service, namespace };
    const slice = {
      metadata: { name: `${service}-1`, labels: { "kubernetes.io/service-name": service } },
      addressType: "IPv4",
      ports: [{ name: "http", port }],
      endpoints: [{ addresses: [own], conditions: { ready: true }, targetRef }],
    };
    await api.mustRequest("POST", `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`, slice);
  }

  /** The API server proxies to addresses of Pods only. */
  async function addPod(name: string): Promise<void> {
    const api = clientOf(plane);
    const spec = { containers: [{ name: "main", image: "none" }] };
    await api.mustRequest("POST", `/api/v1/namespaces/${namespace}/pods`, { metadata: { name }, spec });
    const status = { podIP: own, podIPs: [{ ip: own }] };
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/status`;
    await api.mustRequest("PATCH", path, { status }, { contentType: "application/merge-patch+json" });
  }

  const at = (service: string, path = "/") => ({ namespace, service, port: 80, path, accept: "application/json" });

  it.skipIf(own === undefined)(
    "hands on what the Service answers, errors too (needs an address besides loopback)",
    async () => {
      await addService("registry", (request, response) => {
        response.writeHead(request.url === "/subjects?deleted=true" ? 200 : 404, {
          "content-type": "application/json",
        });
        response.end(request.url === "/subjects?deleted=true" ? '["a"]' : '{"error_code":40401}');
      });
      expect(await routes.get(at("registry", "/subjects?deleted=true"), 3000)).toEqual({
        ok: true,
        value: { status: 200, retryAfter: null, body: '["a"]' },
      });
      expect(await routes.get(at("registry", "/no"), 3000)).toEqual({
        ok: true,
        value: { status: 404, retryAfter: null, body: '{"error_code":40401}' },
      });
    },
  );

  it.skipIf(own === undefined)(
    "waits no longer than allowed for a Service (needs an address besides loopback)",
    async () => {
      await addService("slow", () => undefined);
      expect(await routes.get(at("slow"), 300)).toMatchObject({
        failure: { reason: "timeout", why: "no complete answer after 0.3 seconds" },
      });
    },
  );

  it.skipIf(own === undefined)("leads a reader to a Service (needs an address besides loopback)", async () => {
    await addService("database", (request, response) => {
      response.writeHead(request.url === "/v1/health" ? 204 : 500).end();
    });
    const route = new ServiceProxyRoute({ namespace, service: "database", port: 80, routes });
    const reader = connectHealth({ title: "alert database", route, path: "/v1/health" });
    expect(await reader.health()).toEqual({ ok: true, value: { status: 204 } });
    const gone = new ServiceProxyRoute({ namespace, service: "gone", port: 80, routes });
    expect(await connectHealth({ title: "alert database", route: gone, path: "/" }).health()).toEqual({
      ok: false,
      failure: {
        reason: "unreachable",
        what: `alert database at http://gone.${namespace}.svc:80/`,
        why: `Service gone in ${namespace}: the Service does not exist (HTTP 404)`,
      },
    });
  });

  it("says that a Service does not exist", async () => {
    expect(await routes.get(at("none"), 3000)).toEqual({
      ok: false,
      failure: {
        reason: "unreachable",
        what: `Service none in ${namespace}`,
        why: "the Service does not exist (HTTP 404)",
      },
    });
  });

  it("says that no Pod answers for a Service", async () => {
    await addService("empty", null);
    expect(await routes.get(at("empty"), 3000)).toMatchObject({
      failure: { reason: "unreachable", why: expect.stringContaining("no endpoints available") },
    });
  });

  it("says that the credentials may not use the proxy", async () => {
    const denied = await routesOf("nobody");
    expect(await denied.get(at("none"), 3000)).toMatchObject({
      failure: { reason: "no-permission", why: "the credentials may not use the Service's proxy (HTTP 403)" },
    });
    await denied.close();
  });
});
