import { resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { found, liveOf } from "../found.ts";
import type { Judgement, SystemDifference } from "../system.ts";
import { judgeReadiness } from "../workload/index.ts";
import { judgeArchive } from "./archive.ts";
import { judgeBuckets } from "./buckets.ts";
import { judgeGroup } from "./group.ts";
import { ingestersIn, isAutoscaled, type Program, serversIn } from "./parts.ts";
import { judgeScaling } from "./scaling.ts";

/** From the programs over what they read to what they keep. */
export function judgeAlertDatabase(evidence: Evidence): Judgement {
  const { declared } = evidence;
  const ingesters = ingestersIn(declared);
  const servers = serversIn(declared);
  const differences = [
    ...[...ingesters, ...servers].flatMap((program) => judgeProgram(program, evidence)),
    ...judgeHealth(servers, evidence),
    ...ingesters.flatMap((ingester) => [
      ...judgeScaling(ingester, evidence),
      ...judgeGroup(ingester, evidence),
      ...judgeArchive(ingester, evidence),
    ]),
    ...judgeBuckets(evidence),
  ];
  return { differences, failures: [], notes: [] };
}

function judgeProgram(program: Program, { now, live, declared }: Evidence): readonly SystemDifference[] {
  const deployment = liveOf(program.object, live);
  if (deployment === null) return [];
  const { application } = program;
  return judgeReadiness(deployment, { now, application, autoscaled: isAutoscaled(program, declared) });
}

function judgeHealth(
  [server]: readonly Program[],
  { alertDatabaseHealth: status }: Evidence,
): readonly SystemDifference[] {
  if (server === undefined || status === null || (status >= 200 && status < 300)) return [];
  const resource = resourceOf(server.object);
  return [
    found(server.application, {
      kind: "changed",
      layer: "service",
      resource,
      path: ["health"],
      desired: 200,
      live: status,
      reason: "unhealthy",
      statement: `The alert database answers /v1/health with status ${status}`,
      cause: { resource, path: null },
    }),
  ];
}
