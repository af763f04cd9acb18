import { type API, Connection } from "@platformatic/kafka";
import { Breakage } from "./breakage.ts";
import { accept } from "./failure.ts";
import type { LinkOptions } from "./link-options.ts";
import { tlsOptions } from "./secure.ts";
import { giveUpSilence } from "./watched-socket.ts";

const CLIENT_ID = "holdfast";
/** Requests under way at once; Kafka answers them in turn. */
const IN_FLIGHT = 64;

/** One broker, connected and logged in, as @platformatic/kafka reads it. */
export class PlatformaticConnection {
  readonly #connection: Connection;
  readonly #breakage: Breakage;

  private constructor(connection: Connection, breakage: Breakage) {
    this.#connection = connection;
    this.#breakage = breakage;
  }

  /** @throws KafkaFailure when the broker cannot be reached or does not let the account in. */
  static async open(options: LinkOptions): Promise<PlatformaticConnection> {
    const { advertised, tls, sasl, timeouts, sent } = options;
    const target = await options.route.address(advertised);
    const connection = new Connection(CLIENT_ID, {
      // It bounds the login too.
      connectTimeout: timeouts.connectMs + timeouts.stallMs,
      requestTimeout: timeouts.partMs,
      maxInflights: IN_FLIGHT,
      ...(tls === null ? {} : { tls: tlsOptions(tls, advertised) }),
      ...(sasl === null ? {} : { sasl: { ...sasl } }),
    });
    const breakage = new Breakage();
    // Without a listener an error would end the process; the request that fails tells it.
    connection.on("error", () => undefined);
    countSends(connection, sent);
    try {
      const connected = connection.connect(target.host, target.port);
      breakage.watch(connection.socket);
      await connected;
      giveUpSilence(connection.socket, timeouts.stallMs, (failure) => breakage.broke(failure));
      return new PlatformaticConnection(connection, breakage);
    } catch (error) {
      connection.socket.destroy();
      throw breakage.explain(error);
    }
  }

  get usable(): boolean {
    return !this.#breakage.broken && this.#connection.isConnected();
  }

  /**
   * The answer, with errors about single items in it: the client throws for each of them, but carries the whole answer.
   * @throws KafkaFailure for an error about the whole answer, whose lists are empty then
   */
  async ask<A extends unknown[], T>(api: API<A, T>, args: A): Promise<T> {
    try {
      return await api.async(this.#connection, ...args);
    } catch (error) {
      const response = responseWithin<T>(error);
      if (response === null) throw this.#breakage.explain(error);
      accept(errorCodeOf(response));
      return response;
    }
  }

  close(): void {
    this.#connection.socket.destroy();
  }
}

function responseWithin<T>(error: unknown): T | null {
  if (!(error instanceof Error) || !("response" in error)) return null;
  // The client decodes it with the same code as an answer without errors.
  return (error.response as T | undefined) ?? null;
}

function errorCodeOf(response: unknown): number {
  if (typeof response !== "object" || response === null || !("errorCode" in response)) return 0;
  return typeof response.errorCode === "number" ? response.errorCode : 0;
}

function countSends(connection: Connection, sent: () => void): void {
  const send: Connection["send"] = connection.send.bind(connection);
  Object.assign(connection, {
    send(...args: Parameters<Connection["send"]>) {
      sent();
      send(...args);
    },
  });
}
