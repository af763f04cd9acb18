import { killBroker } from "../moves/brokers.ts";
import type { Row } from "../row.ts";
import { broker, expected } from "./expect.ts";

/** A broker that is gone, and every replica that lags because of it. */
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
];
