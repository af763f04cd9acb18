import { describe, expect, it } from "vitest";
import { findLastMessage } from "./find-last-message.ts";
import type { Link } from "./link.ts";
import type { Batch } from "./record-batches.ts";

const CONTROL = 1 << 5;
const ALERT = Buffer.from([0, 0, 0, 3, 232]);

/** One batch of one record each; a marker of a transaction where asked for. */
function batchAt(offset: number, attributes = 0): Batch {
  const record = { length: 1, attributes: 0, timestampDelta: 5n, offsetDelta: 0, key: null, value: ALERT, headers: [] };
  const batch = {
    firstOffset: BigInt(offset),
    lastOffsetDelta: 0,
    attributes,
    firstTimestamp: 1000n,
    maxTimestamp: 9000n,
  };
  return { ...batch, records: [record] } as unknown as Batch;
}

/** A partition that sends three batches a fetch at most, from the asked offset on and below its high watermark. */
function partition(
  batches: readonly Batch[],
  { highWatermark = 20_000n, index = 0 } = {},
): { link: Pick<Link, "platformatic">; asked: bigint[] } {
  const asked: bigint[] = [];
  const platformatic = async (_: unknown, ...args: unknown[]) => {
    const [
      {
        partitions: [{ fetchOffset }],
      },
    ] = args[6] as [{ partitions: [{ fetchOffset: bigint }] }];
    asked.push(fetchOffset);
    const given = batches.filter(({ firstOffset }) => firstOffset >= fetchOffset && firstOffset < highWatermark);
    const answer = { partitionIndex: index, errorCode: 0, highWatermark, records: given.slice(0, 3) };
    return { responses: [{ partitions: [answer] }] };
  };
  return { link: { platformatic: platformatic as unknown as Link["platformatic"] }, asked };
}

function markers(from: number, to: number): Batch[] {
  return Array.from({ length: to - from }, (_, index) => batchAt(from + index, CONTROL));
}

const log = { topic: "alerts", partition: 0, start: 0 };

describe("observe/kafka/live/find-last-message", () => {
  it("asks once where the last offset is a message", async () => {
    const { link, asked } = partition([batchAt(0), batchAt(1)]);
    const message = await findLastMessage(link, { ...log, end: 2 });
    expect(message).toEqual({ offset: 1, timestamp: 1005, schemaId: 1000 });
    expect(asked).toEqual([1n]);
  });

  it("takes the broker's time where the batch says that it is the broker's", async () => {
    const { link } = partition([batchAt(0, 1 << 3)]);
    expect((await findLastMessage(link, { ...log, end: 1 }))?.timestamp).toBe(9000);
  });

  it.each([2, 5, 20])("goes back behind %i markers, and reads on to the last message", async (count) => {
    const { link } = partition([batchAt(0), batchAt(1), ...markers(2, 2 + count)]);
    expect((await findLastMessage(link, { ...log, end: 2 + count }))?.offset).toBe(1);
  });

  it("finds nothing where only markers are kept", async () => {
    const { link } = partition(markers(40, 50));
    expect(await findLastMessage(link, { ...log, start: 40, end: 50 })).toBeNull();
  });

  it("finds the message before a gap that compaction left", async () => {
    const { link } = partition([batchAt(3)]);
    expect((await findLastMessage(link, { ...log, end: 90 }))?.offset).toBe(3);
  });

  it("takes no older message for the last one where a new leader does not give out the newest yet", async () => {
    const { link } = partition([batchAt(0), batchAt(1)], { highWatermark: 1n });
    await expect(findLastMessage(link, { ...log, end: 2 })).rejects.toMatchObject({
      ...{ reason: "server-error", passes: true },
      message: "the leader does not give out the newest messages yet",
    });
  });

  it("takes an answer about another partition for none", async () => {
    const { link } = partition([batchAt(0)], { index: 1 });
    await expect(findLastMessage(link, { ...log, end: 1 })).rejects.toMatchObject({ reason: "truncated" });
  });

  it("gives up, and says so, where it would have to read too much", async () => {
    const { link } = partition([batchAt(0), ...markers(1, 20_000)]);
    await expect(findLastMessage(link, { ...log, end: 20_000 })).rejects.toMatchObject({ reason: "truncated" });
  });
});
