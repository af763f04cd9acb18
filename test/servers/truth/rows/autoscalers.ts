import { byRequest, put } from "./change.ts";
import { NOTHING, type Row } from "./row.ts";

/** Replicas that the real controller, or one under its name, scales. */
export const AUTOSCALERS: readonly Row[] = [
  {
    what: "the autoscaler scales what git gives replicas",
    of: "Deployment/strimzi-registry-operator",
    beside: [{ of: "HorizontalPodAutoscaler", born: put("/spec/minReplicas", 2) }],
    live: [{ tool: "wait", path: "/spec/replicas", was: 1 }],
    expect: NOTHING,
  },
  {
    what: "an autoscaler that git does not know scales",
    of: "Deployment/strimzi-registry-operator",
    live: [
      { tool: "kubectl", args: (targets) => ["autoscale", ...targets, "--min=3", "--max=4"] },
      { tool: "wait", path: "/spec/replicas", was: 1 },
    ],
    expect: NOTHING,
  },
  {
    what: "KEDA's autoscaler scales",
    of: "idfprod:Deployment/alert-database-ingester",
    beside: [{ of: "ScaledObject" }],
    live: byRequest("kube-controller-manager", { spec: { replicas: 7 } }, "scale"),
    expect: NOTHING,
  },
];
