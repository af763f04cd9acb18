import { describeLogDirsV4 } from "@platformatic/kafka";
import type { BrokerLogDirectories, LogDirectory } from "../../state.ts";
import { byPartition } from "../byte-order.ts";
import { protocolCause } from "../protocol-causes.ts";
import { type Part, readingOf } from "./part.ts";

/** Of each of these brokers, dead ones included: each is unread on its own. */
export async function readLogDirectories(
  part: Part,
  brokers: readonly number[],
): Promise<readonly BrokerLogDirectories[]> {
  const each = brokers.map(async (broker) => {
    const directories = await readingOf(`log directories of broker ${broker}`, () => ofBroker(part, broker));
    return { broker, directories };
  });
  return Promise.all(each);
}

async function ofBroker({ cluster, deadline }: Part, id: number): Promise<LogDirectory[]> {
  // No list of topics asks for all of them; an empty one asks for none.
  const ask = () => cluster.one(id, (link) => link.platformatic(describeLogDirsV4.api, ALL_TOPICS), deadline);
  const { results } = await ask();
  return results.map(directoryOf);
}

const ALL_TOPICS: Parameters<typeof describeLogDirsV4.createRequest>[0] = null;

type Described = Awaited<ReturnType<typeof describeLogDirsV4.api.async>>["results"][number];

/** Kafka says -1 for a size that it does not know (KIP-827). */
function directoryOf({ logDir, errorCode, totalBytes, usableBytes, topics }: Described): LogDirectory {
  const size = (bytes: bigint): number | null => (bytes < 0n ? null : Number(bytes));
  return {
    path: logDir,
    totalBytes: size(totalBytes),
    usableBytes: size(usableBytes),
    replicas: topics
      .flatMap(({ name, partitions }) =>
        partitions
          .filter(({ isFutureKey }) => !isFutureKey)
          .map(({ partitionIndex, partitionSize }) => ({
            topic: name,
            partition: partitionIndex,
            bytes: Number(partitionSize),
          })),
      )
      .sort(byPartition),
    error: errorCode === 0 ? null : offline(errorCode),
  };
}

const KAFKA_STORAGE_ERROR = 56;

function offline(code: number): string {
  return code === KAFKA_STORAGE_ERROR
    ? "the disk failed, and the broker took the directory offline"
    : protocolCause(code).why;
}
