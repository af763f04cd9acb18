/** The pipeline: from what git declares and what is live to one report. A list of steps, with no rules of its own. */
import pLimit from "p-limit";
import { worstVerdict } from "../findings/index.ts";
import type { CheckReport } from "../vocabulary/index.ts";
import { checkEnvironment } from "./environment.ts";
import type { CheckPorts } from "./ports.ts";
import type { CheckRequest } from "./request.ts";

export { type Access, tryAccess } from "./access.ts";
export { ROLE_NAME, readerRole } from "./access-role.ts";
export { type Declaration, renderDeclared } from "./declaration.ts";
export type { Intent } from "./intent.ts";
export { leastKafkaUser } from "./kafka-user.ts";
export { offlineIntent, readOffline } from "./offline.ts";
export type { CheckPorts } from "./ports.ts";
export { reachRoles } from "./reach-roles.ts";
export type { CheckRequest } from "./request.ts";
export { declaredOf } from "./services/index.ts";

/** Environments that are checked at the same time. */
const CONCURRENT_ENVIRONMENTS = 4;

/**
 * Checks environments against what git declares.
 * @throws UserError for a mistake in arguments or configuration; what cannot be read is in the report instead.
 */
export async function check(request: CheckRequest, ports: CheckPorts): Promise<CheckReport> {
  const limit = pLimit(CONCURRENT_ENVIRONMENTS);
  const checked = await Promise.all(
    request.environments.map((environment) => limit(() => checkEnvironment(environment, request, ports))),
  );
  const environments = checked.map(({ report }) => report);
  return ports.scrubber.scrubJson({
    schemaVersion: 1,
    verdict: worstVerdict(environments.map(({ verdict }) => verdict)),
    revision: checked[0]?.revision ?? null,
    recordedAt: checked[0]?.recordedAt ?? null,
    environments,
  });
}
