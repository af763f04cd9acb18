import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectSecure } from "node:tls";
import type { ISocketFactory, SASLOptions } from "kafkajs";
import type { SaslCredentials } from "../../reach/credentials.ts";
import type { BrokerAddress } from "../route.ts";
import { Breakage } from "./breakage.ts";
import type { LinkOptions } from "./link-options.ts";
import { tlsOptions } from "./secure.ts";
import { Broker, ConnectionPool, silentLogger } from "./tolerant-kafkajs.ts";
import { countWrites, giveUpSilence } from "./watched-socket.ts";

const CLIENT_ID = "holdfast";
/** No request is given up by the client itself: the socket notices when nothing comes. */
const NO_REQUEST_TIMEOUT = { requestTimeout: 0, enforceRequestTimeout: false };

/** One broker, connected and logged in, as kafkajs reads it. */
export class KafkajsConnection {
  readonly broker: Broker;
  readonly #breakage: Breakage;
  readonly #sockets: ReadonlySet<Socket>;

  private constructor(broker: Broker, breakage: Breakage, sockets: ReadonlySet<Socket>) {
    this.broker = broker;
    this.#breakage = breakage;
    this.#sockets = sockets;
  }

  /** @throws KafkaFailure when the broker cannot be reached or does not let the account in. */
  static async open(options: LinkOptions): Promise<KafkajsConnection> {
    const { advertised, sasl, timeouts } = options;
    const breakage = new Breakage();
    const sockets = new Set<Socket>();
    const connectionPool = new ConnectionPool({
      ...advertised,
      clientId: CLIENT_ID,
      ssl: null,
      sasl: sasl === null ? null : saslOptions(sasl),
      connectionTimeout: timeouts.connectMs,
      ...NO_REQUEST_TIMEOUT,
      logger: silentLogger,
      socketFactory: socketsTo(await options.route.address(advertised), { ...options, breakage, sockets }),
    });
    const broker = new Broker({ connectionPool, logger: silentLogger, allowAutoTopicCreation: false });
    const connection = new KafkajsConnection(broker, breakage, sockets);
    try {
      await broker.connect();
      return connection;
    } catch (error) {
      connection.close();
      throw breakage.explain(error);
    }
  }

  get usable(): boolean {
    return !this.#breakage.broken;
  }

  /** @throws KafkaFailure */
  async ask<T>(ask: (broker: Broker) => Promise<T>): Promise<T> {
    try {
      return await ask(this.broker);
    } catch (error) {
      throw this.#breakage.explain(error);
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy(this.#breakage.closing());
  }
}

interface Sockets extends LinkOptions {
  readonly breakage: Breakage;
  readonly sockets: Set<Socket>;
}

function socketsTo(
  target: BrokerAddress,
  { advertised, tls, timeouts, sent, breakage, sockets }: Sockets,
): ISocketFactory {
  return ({ onConnect }) => {
    const socket =
      tls === null
        ? connectPlain({ ...target }, onConnect)
        : connectSecure({ ...target, ...tlsOptions(tls, advertised) }, onConnect);
    socket.setNoDelay(true);
    breakage.watch(socket);
    if (tls === null) breakage.watchForTls(socket);
    giveUpSilence(socket, timeouts.stallMs, (failure) => breakage.broke(failure));
    countWrites(socket, sent);
    sockets.add(socket);
    return socket;
  };
}

/** A copy for each connection: kafkajs keeps its authenticator in it. */
function saslOptions({ mechanism, username, password }: SaslCredentials): SASLOptions {
  return mechanism === "SCRAM-SHA-256"
    ? { mechanism: "scram-sha-256", username, password }
    : { mechanism: "scram-sha-512", username, password };
}
