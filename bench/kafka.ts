import { connectKafka, directRoute } from "../src/observe/kafka/index.ts";
import { KAFKA_PARTS, type KafkaState } from "../src/observe/kafka/state.ts";
import { read } from "../src/vocabulary/index.ts";
import { type KafkaCluster, startKafka } from "../test/servers/kafka/index.ts";
import { bareCalls } from "./kafka-calls.ts";

const SIZES = [1000, 5000];
const ACLS = 1000;
const ROUNDS = 7;
const RATIO_AT_MOST = 1.5;
const CHUNK = 500;

type Address = ReturnType<KafkaCluster["brokers"]>[number];

/** How long reading a whole Kafka takes next to the bare calls of the clients, one line a size. */
export async function measureKafka(say: (text: string) => void): Promise<void> {
  await using cluster = await startKafka({ heapMegabytes: 1024 });
  await createAcls(cluster);
  let created = 0;
  for (const topics of SIZES) {
    await createTopics(cluster, created, topics);
    created = topics;
    say(`${await measure(cluster, topics)}\n`);
  }
}

async function createAcls({ fixtures }: KafkaCluster): Promise<void> {
  const acls = Array.from({ length: ACLS }, (_, index) => ({
    resourceType: "TOPIC" as const,
    resourceName: `alerts-${index}`,
    principal: `User:broker-${index % 50}`,
    operation: "READ" as const,
  }));
  await fixtures.createAcls(...acls);
}

/** A third of the topics has overrides. */
async function createTopics({ fixtures }: KafkaCluster, from: number, to: number): Promise<void> {
  const topics = Array.from({ length: to - from }, (_, index) => ({
    name: `topic-${from + index}`,
    config: index % 3 === 0 ? { "retention.ms": "86400000", "cleanup.policy": "compact" } : {},
  }));
  for (let index = 0; index < topics.length; index += CHUNK) {
    await fixtures.createTopics(...topics.slice(index, index + CHUNK));
  }
}

async function measure(cluster: KafkaCluster, topics: number): Promise<string> {
  const [address] = cluster.brokers("plaintext");
  if (address === undefined) throw new Error("the cluster has no broker");
  await bareCalls(address);
  const { requests } = await holdfast(address, topics);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await timed(() => bareCalls(address)));
    ours.push(await timed(() => holdfast(address, topics)));
  }
  const ratio = median(ours) / median(bare);
  const verdict = ratio <= RATIO_AT_MOST ? "met" : "missed";
  return [
    `Kafka, ${topics} topics, ${ACLS} ACLs: ${seconds(median(ours))}, bare calls ${seconds(median(bare))}`,
    `  ${ratio.toFixed(2)} times the bare calls (at most ${RATIO_AT_MOST}): ${verdict}; ${requests} requests`,
  ].join("\n");
}

async function holdfast(address: Address, topics: number): Promise<{ requests: number }> {
  const reader = connectKafka({
    description: "Kafka",
    bootstrap: [address],
    credentials: async () => read({ tls: null, sasl: null }),
    route: directRoute(),
  });
  const state = await reader.state();
  await reader.close();
  if (!state.ok) throw new Error(state.failure.why);
  requireWhole(state.value, topics);
  return { requests: reader.requests() };
}

/** A part that was not read would make it fast. */
function requireWhole(state: KafkaState, topics: number): void {
  for (const part of KAFKA_PARTS) {
    const reading = state[part];
    if (!reading.ok) throw new Error(`${part}: ${reading.failure.why}`);
  }
  const found = state.topicConfigs.ok ? state.topicConfigs.value.topics.length : 0;
  const acls = state.acls.ok ? state.acls.value.bindings.length : 0;
  if (found < topics || acls < ACLS) throw new Error(`only ${found} topics and ${acls} ACLs were read`);
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
