import { killBroker } from "../moves/brokers.ts";
import { letLag, moveSlowly } from "../moves/throttles.ts";
import type { Row } from "../row.ts";
import { broker, expected, TOPIC_OPERATOR, topic } from "./expect.ts";

/** Left by a throttled move: the Topic Operator takes it away within two minutes. */
function throttlesOf(name: string) {
  return ["leader", "follower"].map((who) =>
    expected(["added", "service", topic(name), `/config/${who}.replication.throttled.replicas`], {
      undoneBy: TOPIC_OPERATOR,
    }),
  );
}

/** Brokers that are gone or slow, and what becomes of copies. */
export const DEAD_BROKERS: readonly Row[] = [
  {
    what: "a broker is dead",
    moves: [killBroker(5)],
    expect: [
      // Nobody can say how a dead broker is configured.
      expected(["unreadable", "service", broker(null)], { reason: "unreachable" }),
      expected(["missing", "service", broker(5)], {
        reason: "broker-down",
        consequences: ["one in-sync replica less"],
      }),
    ],
  },
  {
    what: "a copy is on its way to another broker",
    moves: [
      moveSlowly(
        "narrow",
        [
          [3, 4],
          [4, 3],
        ],
        [3, 5],
      ),
    ],
    expect: throttlesOf("narrow"),
  },
  {
    what: "a copy lags although every broker is alive",
    moves: [letLag("spare", 5)],
    expect: [
      expected(["changed", "service", topic("spare"), "/inSyncReplicas"], { reason: "out-of-sync-replica" }),
      ...throttlesOf("spare"),
    ],
  },
];
