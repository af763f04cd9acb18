import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { clientOf, type KubeClient, type PlaneAddress } from "../kube/index.ts";

/** What a port of a Pod leads to. */
export interface PodTarget {
  readonly host: string;
  readonly port: number;
}

const PROTOCOL = "v4.channel.k8s.io";

/**
 * A Node whose kubelet only forwards ports. It speaks the kubelet's WebSocket protocol: a message is a byte for the
 * channel (0 data, 1 error) and its payload, and each channel begins with the port in two bytes, the low one first.
 */
export class FakeKubelet implements AsyncDisposable {
  readonly node: string;
  /** Every forward that the API server asked for: `NAMESPACE/POD:PORT`. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #client: KubeClient;
  readonly #targets = new Map<string, PodTarget>();

  private constructor(server: Server, client: KubeClient) {
    this.#server = server;
    this.#client = client;
    this.node = `fake-${(server.address() as AddressInfo).port}`;
  }

  static async start(plane: PlaneAddress): Promise<FakeKubelet> {
    const { cert, key } = plane.certificate;
    const server = createServer({ cert: await readFile(cert), key: await readFile(key) });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const kubelet = new FakeKubelet(server, clientOf(plane));
    await kubelet.#register();
    return kubelet;
  }

  /** A ready Pod on this Node; `ports` says what its ports lead to. */
  async addPod(namespace: string, pod: string, ports: Readonly<Record<number, PodTarget>>): Promise<void> {
    for (const [port, target] of Object.entries(ports)) this.#targets.set(`${namespace}/${pod}:${port}`, target);
    const spec = { nodeName: this.node, containers: [{ name: "main", image: "none" }] };
    await this.#client.mustRequest("POST", `/api/v1/namespaces/${namespace}/pods`, { metadata: { name: pod }, spec });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#client.mustRequest("DELETE", `/api/v1/nodes/${this.node}`);
  }

  async #register(): Promise<void> {
    const { port } = this.#server.address() as AddressInfo;
    const sockets = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
    });
    this.#server.on("upgrade", (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "https://kubelet");
      const [, , namespace = "", pod = ""] = pathname.split("/");
      const asked = `${namespace}/${pod}:${searchParams.get("port") ?? searchParams.get("ports")}`;
      this.asked.push(asked);
      sockets.handleUpgrade(request, socket, head, (opened) => forward(opened, asked, this.#targets.get(asked)));
    });
    await this.#client.mustRequest("POST", "/api/v1/nodes", { metadata: { name: this.node } });
    const status = {
      addresses: [{ type: "InternalIP", address: "127.0.0.1" }],
      daemonEndpoints: { kubeletEndpoint: { Port: port } },
    };
    await this.#client.mustRequest("PUT", `/api/v1/nodes/${this.node}/status`, {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: this.node },
      status,
    });
  }
}

function forward(opened: WebSocket, asked: string, target: PodTarget | undefined): void {
  const port = Number(asked.slice(asked.lastIndexOf(":") + 1));
  for (const channel of [0, 1]) opened.send(Buffer.from([channel, port % 256, Math.floor(port / 256)]));
  if (target === undefined) {
    refuse(opened, `error forwarding port ${port}: nobody listens there`);
    return;
  }
  const socket = connect(target);
  socket.on("data", (data) => {
    opened.send(Buffer.concat([Buffer.of(0), data]));
  });
  socket.on("error", (error) => refuse(opened, error.message));
  socket.on("close", () => opened.close());
  opened.on("message", (data: Buffer) => {
    if (data[0] === 0) socket.write(data.subarray(1));
  });
  opened.on("close", () => socket.destroy());
  opened.on("error", () => socket.destroy());
}

function refuse(opened: WebSocket, why: string): void {
  opened.send(Buffer.concat([Buffer.of(1), Buffer.from(why)]), () => opened.close());
}
