import type { Socket } from "node:net";
import { SILENT } from "./connection-causes.ts";
import { KafkaFailure } from "./failure.ts";

/** Ends a connection on which nothing moves this long. An idle one is closed too; the next request opens another. */
export function giveUpSilence(socket: Socket, stallMs: number, broken: (failure: KafkaFailure) => void): void {
  socket.setTimeout(stallMs, () => {
    const failure = new KafkaFailure(SILENT);
    broken(failure);
    socket.destroy(failure);
  });
}

/** Tells of every write: kafkajs writes each request with one call. */
export function countWrites(socket: Socket, sent: () => void): void {
  const write: Socket["write"] = socket.write.bind(socket);
  Object.assign(socket, {
    write(...args: Parameters<Socket["write"]>) {
      sent();
      return write(...args);
    },
  });
}
