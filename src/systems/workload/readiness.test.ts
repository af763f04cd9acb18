import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../vocabulary/index.ts";
import { deployment } from "../testing/alert-objects.ts";
import { inShort, NOW } from "../testing/evidence.ts";
import { judgeReadiness } from "./index.ts";

type Row = readonly [what: string, change: { conditions: JsonObject[]; replicas?: number }, found: readonly string[]];

const NOT_READY = ["changed operator Deployment web /status/conditions (not-ready)"];
const LONG_AGO = "2026-11-24T11:00:00Z";
const JUST_NOW = "2026-11-24T11:59:00Z";
const unavailable = (since: string): JsonObject => ({ type: "Available", status: "False", lastTransitionTime: since });
const ROLLING = { type: "Progressing", status: "True", reason: "ReplicaSetUpdated" };
const ROLLED = { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" };

const ROWS: readonly Row[] = [
  ["no conditions", { conditions: [] }, []],
  ["enough Pods", { conditions: [{ type: "Available", status: "True" }, ROLLED] }, []],
  ["too few Pods after a rollout", { conditions: [unavailable(JUST_NOW), ROLLED] }, NOT_READY],
  ["too few Pods while one is under way", { conditions: [unavailable(JUST_NOW), ROLLING] }, []],
  ["too few Pods for longer than a rollout may take", { conditions: [unavailable(LONG_AGO), ROLLING] }, NOT_READY],
  [
    "a rollout past its deadline",
    {
      conditions: [
        { type: "Available", status: "True" },
        { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" },
      ],
    },
    NOT_READY,
  ],
  ["Pods that cannot be made", { conditions: [{ type: "ReplicaFailure", status: "True" }, ROLLING] }, NOT_READY],
  ["no Pods, as asked for", { conditions: [unavailable(LONG_AGO)], replicas: 0 }, []],
];

describe("systems/workload/readiness", () => {
  it.each(ROWS)("%s", (_, { conditions, replicas = 1 }, found) => {
    const web = deployment("web", {});
    const changed = { ...web, spec: { ...(web["spec"] as JsonObject), replicas }, status: { conditions } };
    const differences = judgeReadiness(changed, { now: NOW, application: "web" });
    expect(inShort({ differences, failures: [], notes: [] })).toEqual(found);
  });
});
