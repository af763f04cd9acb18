import { randomBytes } from "node:crypto";
import type { Move } from "../row.ts";
import type { World } from "../world/index.ts";

/** Each below `max.message.bytes`; a throttled follower gets the first at once. */
const MESSAGE_BYTES = 900_000;
const MESSAGES = 4;
const THROTTLED = ["leader.replication.throttled.replicas", "follower.replication.throttled.replicas"];
const RATES = ["leader.replication.throttled.rate", "follower.replication.throttled.rate"];

/** Moves the first partition's second copy to another broker, so slowly that it is under way for hours. */
export function moveSlowly(topic: string, from: readonly (readonly number[])[], to: readonly number[]): Move {
  return {
    async change(world) {
      await world.kafka.fixtures.reassign(topic, from);
      await world.view.waitForReplicas(topic, from);
      await fill(world, topic);
      await throttle(world, topic, { on: true });
      await world.kafka.fixtures.reassign(topic, [to]);
    },
    async restore(world) {
      await world.remakeTopic(topic);
      await throttle(world, topic, { on: false });
    },
  };
}

/** A broker was away, is back, and gets what it missed of one topic so slowly that its copy lags for hours. */
export function letLag(topic: string, broker: number): Move {
  return {
    async change(world) {
      const { kafka, view, wanted } = world;
      await kafka.kill(broker);
      await view.waitForBrokers(2);
      await fill(world, topic);
      await throttle(world, topic, { on: true, brokers: [3, 4, 5].filter((id) => id !== broker) });
      await kafka.restart(broker);
      await view.waitForBrokers(3);
      const others = wanted.topics.map(({ name }) => name).filter((name) => name !== topic);
      await view.waitUntilInSync([...others, "__consumer_offsets"]);
    },
    async restore(world) {
      await world.remakeTopic(topic);
      await throttle(world, topic, { on: false });
    },
  };
}

async function fill({ kafka }: World, topic: string): Promise<void> {
  for (let sent = 0; sent < MESSAGES; sent++) await kafka.fixtures.produce(topic, 0, randomBytes(MESSAGE_BYTES));
}

/** One byte a second on all brokers, or these, for every copy of the topic; or as fast as they can. */
async function throttle(
  { kafka }: World,
  topic: string,
  { on, brokers = [3, 4, 5] }: { readonly on: boolean; readonly brokers?: readonly number[] },
): Promise<void> {
  await kafka.fixtures.setTopicConfig(topic, Object.fromEntries(THROTTLED.map((key) => [key, on ? "*" : null])));
  for (const broker of brokers)
    await kafka.fixtures.setBrokerConfig(broker, Object.fromEntries(RATES.map((key) => [key, on ? "1" : null])));
}
