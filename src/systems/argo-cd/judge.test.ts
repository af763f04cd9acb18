import { describe, expect, it } from "vitest";
import type { JsonObject, KubernetesObject } from "../../vocabulary/index.ts";
import { type Change, evidenceAfter } from "../testing/alert-system.ts";
import { inShort } from "../testing/evidence.ts";
import { argoCd } from "./index.ts";

type Row = readonly [what: string, status: JsonObject, found: readonly string[]];

const NAME = "Application schema-registry";
const REGISTRY = { group: "apps", version: "v1", kind: "Deployment", namespace: "kafka", name: "schema-registry" };

const ROWS: readonly Row[] = [
  ["nothing said yet", {}, []],
  [
    "all is well",
    { sync: { status: "Synced" }, health: { status: "Healthy" }, operationState: { phase: "Succeeded" } },
    [],
  ],
  ["out of sync, which the comparison tells", { sync: { status: "OutOfSync" }, health: { status: "Healthy" } }, []],
  [
    "under way",
    { health: { status: "Progressing" }, operationState: { phase: "Running", startedAt: "2026-11-24T11:50:00Z" } },
    [],
  ],
  [
    "a sync that does not end",
    { operationState: { phase: "Running", startedAt: "2026-11-24T11:20:00Z" } },
    [`changed operator ${NAME} /status/operationState/phase (operator-stuck)`],
  ],
  [
    "a sync that failed",
    { operationState: { phase: "Failed", message: "one or more objects failed to apply" } },
    [`changed operator ${NAME} /status/operationState/phase (not-ready)`],
  ],
  [
    "a comparison that failed",
    { conditions: [{ type: "ComparisonError", message: "no such branch" }] },
    [`changed operator ${NAME} /status/conditions (not-ready)`],
  ],
  ["a warning", { conditions: [{ type: "OrphanedResourceWarning", message: "2" }] }, []],
  [
    "a resource that is not well",
    { health: { status: "Degraded" }, resources: [{ ...REGISTRY, health: { status: "Degraded" } }] },
    [`changed operator ${NAME} /status/health/status (not-ready) because Deployment schema-registry`],
  ],
  [
    "something that is missing",
    { health: { status: "Missing" } },
    [`changed operator ${NAME} /status/health/status (not-ready)`],
  ],
];

describe("systems/argo-cd", () => {
  it.each(ROWS)("%s", (_, status, found) => {
    expect(inShort(judge(status))).toEqual(found);
  });

  it("repeats Argo CD's own words", () => {
    const [first] = judge({
      operationState: { phase: "Error", message: "one or more objects\n failed to apply." },
    }).differences;
    expect(first?.difference.statement).toBe(
      "The last sync of Application schema-registry failed: one or more objects failed to apply",
    );
  });

  it("is silent where Argo CD deploys nothing", () => {
    const { argoApplications: _, ...evidence } = evidenceAfter(() => ({}));
    expect(argoCd.judge?.(evidence).differences).toEqual([]);
  });
});

function judge(status: JsonObject) {
  const object: KubernetesObject = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "schema-registry", namespace: "argocd" },
    status,
  };
  const change: Change = () => ({ argoApplications: [{ application: "schema-registry", object }] });
  return argoCd.judge?.(evidenceAfter(change)) ?? { differences: [], failures: [], notes: [] };
}
