import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectRoutes } from "../../../src/observe/kubernetes/index.ts";
import type { ClusterRoutes } from "../../../src/observe/kubernetes/routes.ts";
import { bootstrapAddress, NoRoute, PortForwardRoute } from "../../../src/observe/reach/kafka-route.ts";
import { clientOf, createNamespace } from "../kube/index.ts";
import { Lab, TIMEOUTS } from "../observe/lab.ts";
import { sharedPlane } from "../shared-plane.ts";
import { FakeKubelet } from "./fake-kubelet.ts";

const plane = sharedPlane();
const PORT = 9092;
const SERVICE = "broker-kafka-bootstrap";

describe("reach/port-forward", () => {
  const servers: Server[] = [];
  let lab: Lab;
  let kubelet: FakeKubelet;
  let namespace = "";
  let routes: ClusterRoutes;

  beforeAll(async () => {
    lab = await Lab.open();
    kubelet = await FakeKubelet.start(plane);
    namespace = await createNamespace(plane);
    routes = await routesOf("admin");
    await kubelet.addPod(namespace, "broker-broker-0", { [PORT]: await serve((socket) => socket.pipe(socket)) });
    await kubelet.addPod(namespace, "broker-broker-1", {
      [PORT]: await serve((socket) => socket.end("I am broker 1")),
    });
    await addService([
      { pod: "broker-broker-9", ready: false },
      { pod: "broker-broker-1", ready: true },
    ]);
  });

  afterAll(async () => {
    await routes.close();
    await kubelet[Symbol.asyncDispose]();
    await lab[Symbol.asyncDispose]();
    for (const server of servers) server.close();
  });

  function routesOf(context: string): Promise<ClusterRoutes> {
    const cluster = { kind: "context", context, kubeconfig: plane.kubeconfig } as const;
    return connectRoutes({ cluster, env: {}, timeouts: TIMEOUTS });
  }

  async function serve(answer: (socket: Socket) => void): Promise<{ host: string; port: number }> {
    const server = createServer(answer);
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
  }

  async function addService(pods: readonly { pod: string; ready: boolean }[]): Promise<void> {
    const endpoints = pods.map(({ pod, ready }, index) => ({
      addresses: [`10.1.2.${index + 1}`],
      conditions: { ready },
      targetRef: { kind: "Pod", name: pod, namespace },
    }));
    const metadata = { name: `${SERVICE}-1`, labels: { "kubernetes.io/service-name": SERVICE } };
    const body = { metadata, addressType: "IPv4", ports: [{ name: "tcp", port: PORT }], endpoints };
    await clientOf(plane).mustRequest("POST", `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`, body);
  }

  async function route(context = "admin"): Promise<PortForwardRoute> {
    const kubernetes = await lab.connect(plane, { context });
    return new PortForwardRoute({ namespace, service: SERVICE, routes: await routesOf(context), kubernetes });
  }

  const hostOf = (pod: string): string => `${pod}.broker-kafka-brokers.${namespace}.svc`;

  it("carries bytes both ways, in order and unharmed", async () => {
    const way = await route();
    const socket = connect(await way.address({ host: hostOf("broker-broker-0"), port: PORT }));
    const sent = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 251));
    const received: Buffer[] = [];
    let size = 0;
    socket.write(sent);
    for await (const chunk of socket) {
      received.push(chunk);
      size += chunk.length;
      if (size >= sent.length) break;
    }
    expect(Buffer.concat(received).equals(sent)).toBe(true);
    await way.close();
  });

  it("opens one forward for each connection, and the first at once", async () => {
    const way = await route();
    const before = kubelet.asked.length;
    const address = await way.address({ host: hostOf("broker-broker-1"), port: PORT });
    expect(await way.address({ host: hostOf("broker-broker-1"), port: PORT })).toEqual(address);
    expect(kubelet.asked.slice(before)).toEqual([`${namespace}/broker-broker-1:${PORT}`]);
    for (const _ of [1, 2, 3]) expect(String(await buffer(connect(address)))).toBe("I am broker 1");
    expect(kubelet.asked.slice(before)).toHaveLength(3);
    await way.close();
  });

  it("bootstraps with a Pod of the Service that is ready", async () => {
    const way = await route();
    const address = await way.address(bootstrapAddress({ namespace, service: SERVICE }, PORT));
    expect(String(await buffer(connect(address)))).toBe("I am broker 1");
    await way.close();
  });

  it("ends the connection where the Pod does not listen", async () => {
    const way = await route();
    const address = await way.address({ host: hostOf("broker-broker-0"), port: 1 });
    expect(await buffer(connect(address))).toHaveLength(0);
    await way.close();
  });

  it("says with the kubelet's words that the Pod does not listen", async () => {
    const opened = await routes.forward({ namespace, pod: "broker-broker-0", port: 1 });
    if (!opened.ok) throw new Error(opened.failure.why);
    const [error] = await once(opened.value, "error");
    expect(error).toMatchObject({ message: "error forwarding port 1: nobody listens there" });
  });

  it("listens no more once it is closed", async () => {
    const way = await route();
    const address = await way.address({ host: hostOf("broker-broker-0"), port: PORT });
    await way.close();
    await expect(once(connect(address), "connect")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it.each([
    ["a Pod that is not there", "broker-broker-7", "unreachable", 'pods "broker-broker-7" not found'],
    ["a Node that is not there", "lost", "unreachable", 'pods "gone" not found'],
  ])("returns %s as data", async (...[, pod, reason, why]) => {
    if (pod === "lost") {
      const spec = { nodeName: "gone", containers: [{ name: "main", image: "none" }] };
      await clientOf(plane).mustRequest("POST", `/api/v1/namespaces/${namespace}/pods`, {
        metadata: { name: pod },
        spec,
      });
    }
    expect(await routes.forward({ namespace, pod, port: PORT })).toEqual({
      ok: false,
      failure: { reason, what: `port ${PORT} of Pod ${pod} in ${namespace}`, why },
    });
  });

  it("returns a missing permission as data", async () => {
    const denied = await routesOf("nobody");
    expect(await denied.forward({ namespace, pod: "broker-broker-0", port: PORT })).toMatchObject({
      failure: { reason: "no-permission", why: "the credentials may not forward ports (HTTP 403)" },
    });
    const way = await route("nobody");
    const refusal = await way
      .address(bootstrapAddress({ namespace, service: SERVICE }, PORT))
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(NoRoute);
    expect(refusal).toMatchObject({ failure: { reason: "no-permission", what: `Service ${SERVICE} in ${namespace}` } });
  });

  it("has no way to a broker that advertises another name", async () => {
    const way = await route();
    await expect(way.address({ host: "broker-0.example.org", port: 9094 })).rejects.toMatchObject({
      failure: { reason: "unreachable", why: expect.stringContaining("advertises broker-0.example.org") },
    });
  });

  it("waits no longer than allowed where the API server does not answer", async () => {
    const silent = await serve(() => undefined);
    const kubeconfig = join(lab.cacheDir, "silent.yaml");
    const content = {
      clusters: [{ name: "c", cluster: { server: `https://127.0.0.1:${silent.port}` } }],
      users: [{ name: "u", user: {} }],
      contexts: [{ name: "admin", context: { cluster: "c", user: "u" } }],
    };
    await writeFile(kubeconfig, JSON.stringify(content));
    const cluster = { kind: "context", context: "admin", kubeconfig } as const;
    const stuck = await connectRoutes({ cluster, env: {}, timeouts: { headersMs: 300, bodyMs: 300 } });
    expect(await stuck.forward({ namespace, pod: "p", port: 1 })).toMatchObject({
      failure: { reason: "timeout", why: "no answer after 0.3 seconds" },
    });
  });
});
