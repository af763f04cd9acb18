import type { RecordsBatch } from "@platformatic/kafka";
import type { LastMessage } from "../port.ts";

export type Batch = RecordsBatch;

/** Bits of a batch's attributes (Kafka protocol guide, "Record batch"). */
const LOG_APPEND_TIME = 1 << 3;
const CONTROL = 1 << 5;
/** Wire format of the schema registry: a zero byte, then the schema's id. */
const MAGIC = 0;
const PREFIX_BYTES = 5;

/** The offset behind the last batch; there is at least one. */
export function endOf(batches: readonly Batch[]): number {
  return Math.max(...batches.map(({ firstOffset, lastOffsetDelta }) => Number(firstOffset) + lastOffsetDelta + 1));
}

/** The last message; markers of transactions are none. */
export function lastMessageIn(batches: readonly Batch[]): LastMessage | null {
  const batch = batches.findLast(({ attributes, records }) => (attributes & CONTROL) === 0 && records.length > 0);
  const record = batch?.records.at(-1);
  if (batch === undefined || record === undefined) return null;
  const appended = (batch.attributes & LOG_APPEND_TIME) !== 0;
  return {
    offset: Number(batch.firstOffset) + record.offsetDelta,
    timestamp: Number(appended ? batch.maxTimestamp : batch.firstTimestamp + record.timestampDelta),
    schemaId: schemaIdIn(record.value),
  };
}

function schemaIdIn(value: Buffer | null): number | null {
  return value !== null && value.length >= PREFIX_BYTES && value[0] === MAGIC ? value.readUInt32BE(1) : null;
}
