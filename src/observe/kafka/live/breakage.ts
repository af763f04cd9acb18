import type { Socket } from "node:net";
import { failureOf, KafkaFailure } from "./failure.ts";

/** What a connection's socket said when it broke: the clients wrap it, or call it a failed login. */
export class Breakage {
  #failure: KafkaFailure | null = null;
  #closed = false;

  get broken(): boolean {
    return this.#closed;
  }

  watch(socket: Socket): void {
    socket.on("error", (error) => this.broke(failureOf(error)));
    socket.on("close", () => {
      this.#closed = true;
    });
  }

  /** A listener with TLS sends an alert to whoever does not speak it. */
  watchForTls(socket: Socket): void {
    socket.once("data", (bytes) => {
      if (bytes[0] === TLS_ALERT && bytes[1] === TLS_MAJOR) this.broke(new KafkaFailure(WANTS_TLS));
    });
  }

  broke(failure: KafkaFailure): void {
    this.#failure ??= failure;
    this.#closed = true;
  }

  /** What to destroy a socket with that is needed no more. */
  closing(): KafkaFailure {
    return new KafkaFailure({ reason: "unreachable", why: "the connection was closed", passes: false });
  }

  /** Why a request failed: what the broker answered, else what the socket said, else what the client makes of it. */
  explain(error: unknown): KafkaFailure {
    const failure = failureOf(error);
    return failure.code === null || isLoginGuess(error) ? (this.#failure ?? failure) : failure;
  }
}

const TLS_ALERT = 0x15;
const TLS_MAJOR = 3;
const WANTS_TLS = { reason: "unreachable", why: "the listener speaks TLS only", passes: false } as const;

/** kafkajs gives every failure while it logs in this name. */
function isLoginGuess(error: unknown): boolean {
  return error instanceof Error && error.name === "KafkaJSSASLAuthenticationError";
}
