import { metadataV12 } from "@platformatic/kafka";
import { type Reading, read } from "../../../vocabulary/index.ts";
import type { Named } from "../port.ts";
import type { LiveCluster } from "./cluster.ts";
import { refused, unreadBecause } from "./failure.ts";
import { readPart } from "./parts/part.ts";
import { INVALID_TOPIC, LEADER_NOT_AVAILABLE, UNKNOWN_TOPIC_OR_PARTITION } from "./protocol-causes.ts";

/** Asks for each by its name; no topic is created by asking. */
export async function readAbsent(cluster: LiveCluster, topics: readonly string[]): Promise<readonly Named<boolean>[]> {
  const names = [...new Set(topics)];
  const codes = await readPart(cluster, "topics by name", async ({ deadline }) => {
    const asked = names.map((name) => ({ name }));
    const answer = await cluster.any((link) => link.platformatic(metadataV12.api, asked, false), deadline);
    return new Map(answer.topics.map(({ name, errorCode }) => [name, errorCode]));
  });
  return topics.map((name) => ({ name, reading: codes.ok ? absence(name, codes.value.get(name)) : codes }));
}

function absence(name: string, code: number | undefined): Reading<boolean> {
  if (code === 0 || code === LEADER_NOT_AVAILABLE) return read(false);
  // A name that Kafka does not allow belongs to no topic.
  if (code === UNKNOWN_TOPIC_OR_PARTITION || code === INVALID_TOPIC) return read(true);
  return unreadBecause(refused(code ?? -1), `topic ${name}`);
}
