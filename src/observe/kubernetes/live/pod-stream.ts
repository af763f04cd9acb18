import { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";

/** The data of the one port that is forwarded, and what the kubelet has to say about it. */
const DATA = 0;
const ERROR = 1;
/** Each channel begins with the number of its port. */
const PORT_BYTES = 2;

/**
 * A connection to a port of a Pod, over a WebSocket of the subprotocol `v4.channel.k8s.io`: the first byte of each
 * message is its channel. (The kubelet's portforward handler; Kubernetes' own e2e test of port-forwarding speaks it.)
 */
export class PodStream extends Duplex {
  readonly #socket: WebSocket;
  /** Bytes of each channel's port number that are still to come. */
  readonly #header = [PORT_BYTES, PORT_BYTES];

  constructor(socket: WebSocket) {
    super({ allowHalfOpen: false });
    this.#socket = socket;
    socket.on("message", (data) => this.#receive(bytesOf(data)));
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.push(null));
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.send(Buffer.concat([Buffer.of(DATA), chunk]), { binary: true }, done);
  }

  override _final(done: () => void): void {
    this.#socket.close();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.terminate();
    done(error);
  }

  #receive(message: Buffer): void {
    const channel = message[0] ?? DATA;
    const skipped = Math.min(this.#header[channel] ?? 0, message.length - 1);
    this.#header[channel] = (this.#header[channel] ?? 0) - skipped;
    const payload = message.subarray(1 + skipped);
    if (payload.length === 0) return;
    if (channel === ERROR) this.destroy(new Error(payload.toString("utf8").trim()));
    else if (channel === DATA && !this.push(payload)) this.#socket.pause();
  }
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
