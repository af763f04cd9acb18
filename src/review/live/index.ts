/** Where a change meets what is live: drift on the same fields, fields that another manager owns, what waits to be synced. */
import { check } from "../../check/index.ts";
import type { ReviewedLive, Unreadable } from "../../vocabulary/index.ts";
import type { ReviewPorts } from "../ports.ts";
import type { ReviewRequest } from "../request.ts";
import type { EnvironmentEvidence } from "../sides.ts";
import { driftCollisions } from "./drift.ts";
import { managerCollisions } from "./managers.ts";

export interface LiveMeeting {
  readonly live: ReviewedLive;
  /** What could not be read of the cluster: a collision may hide there. */
  readonly unreadable: readonly Unreadable[];
  readonly notes: readonly string[];
}

/**
 * Compares the applications of a change with the cluster as the base declares them, and lays the change over it. Null
 * where no cluster is asked.
 */
export async function meetLive(
  evidence: EnvironmentEvidence,
  request: ReviewRequest,
  { live: ports }: ReviewPorts,
): Promise<LiveMeeting | null> {
  const { environment, change } = evidence.sides;
  const applications = new Set(evidence.sides.applications.flatMap(({ name, before }) => (before ? [name] : [])));
  if (ports === null || applications.size === 0) return null;
  ports.progress(`${environment.name}: comparing with the cluster`);
  const report = await check(
    {
      config: request.config,
      environments: [environment],
      revision: change.base,
      engine: "local",
      scope: { applications, systems: null, namespaces: null, kinds: null, severity: null },
      strict: false,
      baseline: request.baseline,
    },
    // Who wrote which values line is told of the change already.
    { ...ports, provenance: null },
  );
  const checked = report.environments[0];
  if (checked === undefined) return null;
  const drift = driftCollisions(checked.findings, evidence);
  const owned = await managerCollisions(evidence, request, ports);
  const drifted = new Set(drift.map(({ resource, keyedPath }) => JSON.stringify([resource, keyedPath])));
  return {
    live: {
      collisions: [
        ...drift,
        ...owned.filter(({ resource, keyedPath }) => !drifted.has(JSON.stringify([resource, keyedPath]))),
      ],
      pending: checked.findings.filter(({ kind }) => kind === "pending"),
    },
    unreadable: checked.unreadable,
    notes: checked.notes,
  };
}
