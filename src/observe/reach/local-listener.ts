import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream";
import { type Reading, read } from "../../vocabulary/index.ts";

/** Opens one more connection to what a listener stands for. */
export type Dial = () => Promise<Reading<Duplex>>;

/** A port on 127.0.0.1 that leads elsewhere: each connection to it is one there. */
export class LocalListener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #dial: Dial;
  /** Opened to learn whether there is a way at all; the first client gets it. */
  #spare: Duplex | null;

  private constructor(server: Server, dial: Dial, spare: Duplex) {
    this.#server = server;
    this.#dial = dial;
    this.#spare = spare;
    server.on("connection", (socket) => this.#welcome(socket));
  }

  /** Listens on a free port, once a first connection shows that there is a way. */
  static async open(dial: Dial): Promise<Reading<LocalListener>> {
    const first = await dial();
    if (!first.ok) return first;
    const server = createServer({ noDelay: true });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { ok: true, value: new LocalListener(server, dial, first.value) };
  }

  get port(): number {
    // A server that listens on TCP has such an address.
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
    this.#spare?.destroy();
    for (const socket of this.#sockets) socket.destroy();
  }

  #welcome(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("error", () => undefined);
    const spare = this.#take();
    const dialled = spare === null ? this.#dial() : Promise.resolve(read(spare));
    // Whoever connected sees a connection that ends, as from a broker that does.
    dialled.then(
      (reading) => (reading.ok ? join(socket, reading.value) : socket.destroy()),
      () => socket.destroy(),
    );
  }

  #take(): Duplex | null {
    const stream = this.#spare;
    this.#spare = null;
    return stream === null || stream.destroyed ? null : stream;
  }
}

function join(socket: Socket, stream: Duplex): void {
  pipeline(socket, stream, () => socket.destroy());
  pipeline(stream, socket, () => stream.destroy());
}
