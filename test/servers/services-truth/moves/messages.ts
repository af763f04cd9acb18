import type { Move } from "../row.ts";
import { INGESTER_GROUP, REPLAY_TOPIC, type World } from "../world/index.ts";

/** One more message at the end of a partition; the topic is made anew afterwards. */
export function send(topic: string, partition: number, value: Buffer | null): Move {
  return {
    async change(world) {
      world.simulatorSends = topic !== REPLAY_TOPIC;
      await world.kafka.fixtures.produce(topic, partition, value);
      if (topic === REPLAY_TOPIC) await world.commitOffsets();
    },
    async restore(world) {
      world.simulatorSends = true;
      await world.remakeTopic(topic);
    },
  };
}

/** The check is made that many seconds later, and the simulator was at work all the while. */
export function muchLater(seconds = 300): Move {
  return {
    async change(world) {
      world.secondsLater = seconds;
      await world.simulate();
    },
    async restore(world) {
      world.secondsLater = 0;
      await world.remakeTopic(REPLAY_TOPIC);
    },
  };
}

/** The check is made that many seconds later than it really is. */
export function later(seconds: number): Move {
  return {
    change: async (world) => {
      world.secondsLater = seconds;
    },
    restore: async (world) => {
      world.secondsLater = 0;
    },
  };
}

export function deleteGroup(group: string): Move {
  return {
    async change(world) {
      world.ingesterReads = false;
      await world.kafka.fixtures.deleteGroup(group);
    },
    restore: readAgain,
  };
}

/** Offsets of a group without members, one for each partition. */
export function commit(group: string, topic: string, offsets: readonly number[]): Move {
  return {
    async change(world) {
      world.ingesterReads = group !== INGESTER_GROUP;
      const committed = offsets.map((offset, partition) => ({ partition, offset }));
      await world.kafka.fixtures.commitOffsets(group, topic, committed);
    },
    async restore(world) {
      await world.kafka.fixtures.deleteGroup(group);
      await readAgain(world);
    },
  };
}

async function readAgain(world: World): Promise<void> {
  world.ingesterReads = true;
  await world.commitOffsets();
}
