import type { Reading } from "../../vocabulary/index.ts";
import type { KafkaCredentials } from "../reach/credentials.ts";
import type { BrokerAddress, KafkaRoute } from "./route.ts";

/** All in milliseconds. */
export interface KafkaTimeouts {
  /** Until a broker takes a connection, TLS included. */
  readonly connectMs: number;
  /** A connection that stays silent this long while an answer is due is given up. */
  readonly stallMs: number;
  /** What one part may take, with everything that is tried again. */
  readonly partMs: number;
}

export interface KafkaOptions {
  /** For messages: `Kafka alert-broker at kafka.example.org:9094`. */
  readonly description: string;
  /** The brokers to begin with, tried in this order. */
  readonly bootstrap: readonly BrokerAddress[];
  /** Asked once, with the first read. What cannot be had is why nothing can be read. */
  readonly credentials: () => Promise<Reading<KafkaCredentials>>;
  readonly route: KafkaRoute;
  /** Defaults to 3 s to connect, 5 s of silence, 10 s a part. */
  readonly timeouts?: Partial<KafkaTimeouts>;
}
