import type { Move } from "../row.ts";

/** Kills a broker, waits until the others know, and brings it back. */
export function killBroker(id: number): Move {
  return {
    async change({ kafka, view }) {
      await kafka.kill(id);
      await view.waitForBrokers(2);
    },
    async restore({ kafka, view, wanted }) {
      await kafka.restart(id);
      await view.waitForBrokers(3);
      await view.waitUntilInSync([...wanted.topics.map(({ name }) => name), "__consumer_offsets"]);
    },
  };
}

/** Dynamic configs of one broker, or with null of all; a null value takes one away. */
export function setBrokerConfig(
  broker: number | null,
  config: Readonly<Record<string, string | null>>,
  before: Readonly<Record<string, string>> = {},
): Move {
  const back = Object.fromEntries(Object.keys(config).map((key) => [key, before[key] ?? null]));
  return {
    change: ({ kafka }) => kafka.fixtures.setBrokerConfig(broker, config),
    restore: ({ kafka }) => kafka.fixtures.setBrokerConfig(broker, back),
  };
}
