import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Plays the alert database's server, as far as `/v1/health` goes. */
export class HealthServer implements AsyncDisposable {
  readonly #server: Server;
  status = 200;

  private constructor() {
    this.#server = createServer((request, response) => {
      response.statusCode = request.url === "/v1/health" ? this.status : 404;
      response.end();
    });
  }

  static async start(): Promise<HealthServer> {
    const health = new HealthServer();
    health.#server.listen(0, "127.0.0.1");
    await once(health.#server, "listening");
    return health;
  }

  get url(): string {
    // A server that listens on TCP has such an address.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
