import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";

/** An HTTP proxy for TLS, as companies have them: whatever address it is asked for, it leads to one server on loopback. */
export interface ConnectProxy extends AsyncDisposable {
  readonly url: string;
  /** The addresses that it was asked for, one for each connection. */
  readonly asked: readonly string[];
  /** Bytes that came back from the server. */
  received(): number;
}

/** Starts the proxy in front of a port of 127.0.0.1. */
export async function startConnectProxy(port: number): Promise<ConnectProxy> {
  const asked: string[] = [];
  let received = 0;
  const server = createServer();
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    const upstream = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 Connection Established\r\n\r\n"));
    upstream.on("data", (chunk) => {
      received += chunk.length;
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
    socket.pipe(upstream).pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${own}`,
    asked,
    received: () => received,
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}
