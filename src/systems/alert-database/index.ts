/** The alert database: ingester, server, and their Kafka user. */
import { foretellTopic, foretellUser } from "../effects/index.ts";
import type { Declared, LiveKind } from "../evidence.ts";
import { kindsOf } from "../found.ts";
import { isNamed } from "../kafka-kinds.ts";
import type { Asks, System } from "../system.ts";
import { coupleAlertDatabase } from "./couplings/index.ts";
import { judgeAlertDatabase } from "./judge.ts";
import { ingestersIn, serversIn } from "./parts.ts";
import { ALERTS, storesIn } from "./stores.ts";
import { weighAlertDatabase } from "./weigh.ts";

export { ingestersIn, type Program, serversIn } from "./parts.ts";
export { type Store, storesIn } from "./stores.ts";

export const alertDatabase: System = {
  name: "alert-database",
  owns: (part) => isNamed(part, "alert-database"),
  lists: listsOfAlertDatabase,
  asks: asksOfAlertDatabase,
  judge: judgeAlertDatabase,
  couple: coupleAlertDatabase,
  weigh: weighAlertDatabase,
  foretell: (change) => [...foretellTopic(change), ...foretellUser(change)],
};

function listsOfAlertDatabase(declared: Declared): readonly LiveKind[] {
  const ingesters = ingestersIn(declared);
  const besides = ingesters.flatMap(({ scaler, user }) => [scaler, user].filter((one) => one !== null));
  return kindsOf([...ingesters, ...serversIn(declared), ...besides]);
}

function asksOfAlertDatabase(declared: Declared): Asks {
  const ingesters = ingestersIn(declared).flatMap(({ cluster, group, topics }) =>
    cluster === null ? [] : [{ cluster, group, topics }],
  );
  return {
    groups: ingesters.map(({ cluster, group }) => ({ cluster, name: group })),
    lastMessages: ingesters.flatMap(({ cluster, topics }) => topics.map((name) => ({ cluster, name }))),
    buckets: storesIn(declared).map(({ bucket, keeps }) => ({
      name: bucket,
      prefixes: keeps === "alerts" ? [ALERTS] : [],
    })),
  };
}
