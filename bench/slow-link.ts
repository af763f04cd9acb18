import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A loopback port that leads to another one over a long way. */
export interface SlowLink extends AsyncDisposable {
  readonly port: number;
}

export interface SlowLinkOptions {
  readonly to: number;
  readonly roundTripMs: number;
}

/**
 * Carries bytes both ways, each half a round trip late, and a new connection's first bytes a whole one later, as
 * TCP's handshake takes them. It looks at nothing, so TLS handshakes pay as they do on a real network, and bandwidth has no bound.
 */
export async function openSlowLink({ to, roundTripMs }: SlowLinkOptions): Promise<SlowLink> {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: to, host: "127.0.0.1", noDelay: true });
    const opened = performance.now() + roundTripMs;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => open.delete(socket));
    }
    carry(near, far, () => Math.max(0, opened - performance.now()) + roundTripMs / 2);
    carry(far, near, () => roundTripMs / 2);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Two timers may swap, bytes may not: whichever timer ends first acts on what was sent first. */
function carry(from: Socket, to: Socket, delayMs: () => number): void {
  const waiting: (() => void)[] = [];
  const later = (action: () => void): void => {
    waiting.push(action);
    setTimeout(() => waiting.shift()?.(), delayMs());
  };
  from.on("data", (bytes) => later(() => to.writable && to.write(bytes)));
  from.on("end", () => later(() => to.end()));
  from.on("close", () => later(() => to.destroy()));
}
