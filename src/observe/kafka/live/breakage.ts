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

/** kafkajs gives every failure while it logs in this name. */
function isLoginGuess(error: unknown): boolean {
  return error instanceof Error && error.name === "KafkaJSSASLAuthenticationError";
}
