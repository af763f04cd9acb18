import type { TopicFixture } from "../../kafka/index.ts";
import type { Move } from "../row.ts";

/** Raises the partitions of a topic. Kafka never lowers them: the topic is made anew afterwards. */
export function raisePartitions(topic: string, count: number): Move {
  return {
    change: ({ kafka }) => kafka.fixtures.raisePartitions(topic, count),
    restore: (world) => world.remakeTopic(topic),
  };
}

/** Sets overrides of a topic, or with null takes them away. */
export function setConfig(topic: string, config: Readonly<Record<string, string | null>>): Move {
  return {
    change: ({ kafka }) => kafka.fixtures.setTopicConfig(topic, config),
    restore: async ({ kafka, wanted }) => {
      const declared = wanted.topic(topic)?.config ?? {};
      const before = Object.keys(config).map((key) => [key, declared[key] ?? null]);
      await kafka.fixtures.setTopicConfig(topic, Object.fromEntries(before));
    },
  };
}

export function deleteTopic(topic: string): Move {
  return {
    change: ({ kafka }) => kafka.fixtures.deleteTopics(topic),
    restore: (world) => world.remakeTopic(topic),
  };
}

/** Deletes a topic and makes one of the same name. */
export function recreateTopic(topic: string, as: Partial<TopicFixture> = {}): Move {
  return {
    async change({ kafka, wanted }) {
      await kafka.fixtures.deleteTopics(topic);
      await kafka.fixtures.createTopics({ ...wanted.mustTopic(topic), ...as });
    },
    restore: (world) => world.remakeTopic(topic),
  };
}

/** A topic that nobody declares. */
export function makeTopics(...topics: readonly TopicFixture[]): Move {
  return {
    change: ({ kafka }) => kafka.fixtures.createTopics(...topics),
    restore: ({ kafka }) => kafka.fixtures.deleteTopics(...topics.map(({ name }) => name)),
  };
}

/** Gives partitions other brokers, and waits until they are there. */
export function moveReplicas(topic: string, brokers: readonly (readonly number[])[]): Move {
  return {
    async change({ kafka, view }) {
      await kafka.fixtures.reassign(topic, brokers);
      await view.waitForReplicas(topic, brokers);
    },
    restore: (world) => world.remakeTopic(topic),
  };
}
