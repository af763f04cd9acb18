import { describe, expect, it } from "vitest";
import { also, type Edit, every, intentOf, put, topic, wholeCluster, without } from "../../testing/intent.ts";
import { coupleTopics, weighCapacity } from "./index.ts";

const ALERTS = "KafkaTopic alerts";
const BROKER = "KafkaNodePool broker";
const GB = 1_000_000_000;
const same: Edit = (all) => all;

/** Over 4 partitions with 3 replicas, on 322 GB. */
function alerts(gigabytes: number): Edit {
  return put(ALERTS, "spec/config/retention.bytes", gigabytes * GB);
}

/** Over 1 partition with 3 replicas. */
function more(gigabytes: number): Edit {
  return also(topic("more", { partitions: 1, config: { "retention.bytes": gigabytes * GB } }));
}

interface Row {
  readonly what: string;
  readonly before?: Edit;
  readonly after: Edit;
  readonly found: readonly string[];
}

const ROWS: readonly Row[] = [
  { what: "more that fits", before: alerts(1), after: alerts(20), found: [] },
  {
    what: "more than fits, which fitted before",
    before: alerts(20),
    after: alerts(30),
    found: [
      "KafkaTopic alerts may keep 240 GB before and 360 GB after (retention.bytes 30 GB x 4 partitions x 3 replicas), but all brokers of Kafka alert-broker hold 322.1 GB; retention.bytes counts for each partition, lower it",
    ],
  },
  {
    what: "more where it exceeded already",
    before: alerts(30),
    after: alerts(50),
    found: [
      "KafkaTopic alerts may keep 360 GB before and 600 GB after (retention.bytes 50 GB x 4 partitions x 3 replicas), but all brokers of Kafka alert-broker hold 322.1 GB; retention.bytes counts for each partition, lower it",
    ],
  },
  { what: "as much as before", before: alerts(30), after: alerts(30), found: [] },
  { what: "less, and still too much", before: alerts(50), after: alerts(30), found: [] },
  { what: "what fits at last", before: alerts(30), after: alerts(20), found: [] },
  {
    what: "smaller disks",
    before: alerts(20),
    after: every(alerts(20), put(BROKER, "spec/storage/volumes/0/size", "50Gi")),
    found: [
      "KafkaTopic alerts may keep 240 GB (retention.bytes 20 GB x 4 partitions x 3 replicas), but all brokers of Kafka alert-broker hold 322.1 GB before and 161.1 GB after; retention.bytes counts for each partition, lower it",
    ],
  },
  {
    what: "more partitions",
    before: alerts(20),
    after: every(alerts(20), put(ALERTS, "spec/partitions", 8)),
    found: [
      "KafkaTopic alerts may keep 240 GB before and 480 GB after (retention.bytes 20 GB x 8 partitions x 3 replicas), but all brokers of Kafka alert-broker hold 322.1 GB; retention.bytes counts for each partition, lower it",
    ],
  },
  {
    what: "another topic that grows beyond the largest",
    before: every(alerts(20), more(30)),
    after: every(alerts(20), more(90)),
    found: [
      "The topics of Kafka alert-broker may keep 330 GB before and 510 GB after in all (more 270 GB and alerts 240 GB), but its brokers hold 322.1 GB; retention.bytes counts for each partition, lower it",
    ],
  },
  {
    what: "a topic more",
    before: alerts(20),
    after: every(alerts(20), more(30)),
    found: [
      "The topics of Kafka alert-broker may keep 240 GB before and 330 GB after in all (alerts 240 GB and more 90 GB), but its brokers hold 322.1 GB; retention.bytes counts for each partition, lower it",
    ],
  },
  {
    what: "a limit for all that grows",
    before: put("Kafka alert-broker", "spec/kafka/config/log.retention.bytes", 200 * GB),
    after: put("Kafka alert-broker", "spec/kafka/config/log.retention.bytes", 300 * GB),
    found: [
      "Kafka alert-broker lets every partition keep 200 GB before and 300 GB after (log.retention.bytes), but the largest volume of a broker has 107.4 GB; the limit counts for each partition, lower it",
    ],
  },
  {
    what: "disks of a size that nobody knows any more",
    before: alerts(30),
    after: every(alerts(30), put(BROKER, "spec/storage", { type: "ephemeral" })),
    found: [
      "KafkaTopic alerts may keep 360 GB (retention.bytes 30 GB x 4 partitions x 3 replicas), but all brokers of Kafka alert-broker hold 322.1 GB before and an unknown size after; retention.bytes counts for each partition, say both, or nobody can tell whether it fits",
    ],
  },
  {
    what: "a limit that is gone",
    before: alerts(30),
    after: put(ALERTS, "spec/config/retention.bytes", undefined),
    found: [
      "KafkaTopic alerts may keep 360 GB before and no known limit after, but all brokers of Kafka alert-broker hold 322.1 GB; retention.bytes counts for each partition, say both, or nobody can tell whether it fits",
    ],
  },
  { what: "a limit that is gone where it fitted", after: put(ALERTS, "spec/config/retention.bytes", -1), found: [] },
  { what: "a topic that is gone", before: alerts(30), after: without(ALERTS), found: [] },
  {
    what: "a topic that only compacts now",
    before: alerts(30),
    after: put(ALERTS, "spec/config/cleanup.policy", "compact"),
    found: [],
  },
];

describe("systems/topics/couplings/capacity", () => {
  it.each(ROWS)("weighs $what", ({ before = same, after, found }) => {
    const [was, is] = [before, after].map((edit) => intentOf(edit(wholeCluster())));
    const weighed = was && is && weighCapacity({ before: was, after: is });
    expect(weighed?.map(({ difference }) => difference.statement)).toEqual(found);
  });

  it("leaves what did not render to whoever tells that", () => {
    const before = intentOf(alerts(30)(wholeCluster()));
    expect(weighCapacity({ before, after: intentOf(wholeCluster(), ["kafka"]) })).toEqual([]);
  });

  it("says of a worse finding what the coupling says, with the line of the topic that grows", () => {
    const before = intentOf(every(alerts(20), more(30))(wholeCluster()));
    const after = intentOf(every(alerts(20), more(31))(wholeCluster()));
    const [weighed] = weighCapacity({ before, after });
    const [coupled] = coupleTopics(after);
    const { statement: _said, cause, ...rest } = weighed?.difference ?? {};
    const { statement: _saidToo, cause: largest, ...restToo } = coupled?.difference ?? {};
    expect(rest).toEqual(restToo);
    expect([cause?.resource, largest?.resource]).toMatchObject([{ name: "more" }, { name: "alerts" }]);
  });
});
