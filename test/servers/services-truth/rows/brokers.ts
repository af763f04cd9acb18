import { setBrokerConfig } from "../moves/brokers.ts";
import { type Row, SILENT } from "../row.ts";
import { broker, expected } from "./expect.ts";

const ON_EACH = { consequences: ["Broker 3", "Broker 4", "Broker 5"] } as const;

/** Configs of brokers. What the Cluster Operator makes of dynamic ones was not observed, so nobody is said to undo them. */
export const BROKERS: readonly Row[] = [
  {
    what: "a declared config of all brokers is changed while they run",
    moves: [setBrokerConfig(null, { "message.max.bytes": "1048576" })],
    expect: [expected(["changed", "service", broker(null), "/config/message.max.bytes"], ON_EACH)],
  },
  {
    what: "a declared config of one broker is changed while it runs",
    moves: [setBrokerConfig(4, { "message.max.bytes": "1048576" })],
    expect: [expected(["changed", "service", broker(4), "/config/message.max.bytes"])],
  },
  {
    what: "all brokers get a config that nobody declares",
    moves: [setBrokerConfig(null, { "log.retention.ms": "600000" })],
    expect: [expected(["added", "service", broker(null), "/config/log.retention.ms"])],
  },
  {
    what: "one broker gets a config that nobody declares",
    moves: [setBrokerConfig(3, { "background.threads": "12" })],
    expect: [expected(["added", "service", broker(3), "/config/background.threads"])],
  },
  {
    what: "the in-sync minimum of all brokers is lowered while they run",
    moves: [setBrokerConfig(null, { "min.insync.replicas": "1" }, { "min.insync.replicas": "2" })],
    expect: [expected(["changed", "service", broker(null), "/config/min.insync.replicas"], ON_EACH)],
  },
  {
    what: "the in-sync minimum of all brokers is set to what is declared",
    moves: [setBrokerConfig(null, { "min.insync.replicas": "2" }, { "min.insync.replicas": "2" })],
    expect: SILENT,
  },
  {
    what: "a declared config is set again to what is declared, in another spelling",
    moves: [setBrokerConfig(null, { "message.max.bytes": "04194304" })],
    expect: SILENT,
  },
];
