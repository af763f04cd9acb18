import { LateReader } from "./late-reader.ts";
import type { KafkaOptions, KafkaTimeouts } from "./options.ts";
import type { KafkaReader } from "./port.ts";

const TIMEOUTS: KafkaTimeouts = { connectMs: 3000, stallMs: 5000, partMs: 10_000 };

/** A reader of a running cluster. Nothing is loaded or connected before the first read. */
export function connectKafka(options: KafkaOptions): KafkaReader {
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  return new LateReader({ ...options, timeouts });
}
