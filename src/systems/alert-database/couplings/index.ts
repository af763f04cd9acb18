/** What must fit together around the alert database, seen in git alone. */
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { ingestersIn, serversIn } from "../parts.ts";
import { judgeAccounts } from "./accounts.ts";
import { judgeConsuming } from "./consuming.ts";
import { judgeReplicas, judgeScaler } from "./scaling.ts";
import { judgeStores } from "./stores.ts";

export function coupleAlertDatabase(intent: DeclaredIntent): readonly SystemDifference[] {
  const ingesters = ingestersIn(intent.declared);
  const servers = serversIn(intent.declared);
  return [
    ...ingesters.flatMap((ingester) => {
      const scaler = judgeScaler(ingester, intent);
      return [...judgeConsuming(ingester, { intent, scaler }), ...scaler];
    }),
    ...[...ingesters, ...servers].flatMap((program) => judgeReplicas(program, intent)),
    ...judgeStores(ingesters, servers),
    ...judgeAccounts([...ingesters, ...servers], intent),
  ];
}
