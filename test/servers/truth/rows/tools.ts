import { byKubectl, put } from "./change.ts";
import { added, changed, missing, PATCH, update } from "./expect.ts";
import { NOTHING, type Row } from "./row.ts";

const POD = "/spec/template/spec";
const RESTARTED = "/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt";
/** `kubectl scale` calls itself as `kubectl apply --server-side` does, but updates, and writes the scale subresource. */
const SCALE = update("kubectl");

/** What people do with kubectl's own verbs. */
export const TOOLS: readonly Row[] = [
  {
    what: "kubectl scale",
    of: ["Deployment/strimzi-operator", "idfprod:Deployment/alert-database-server"],
    live: byKubectl("scale", ["--replicas=6"]),
    expect: [changed("/spec/replicas", SCALE)],
  },
  {
    what: "kubectl scale of what git leaves to the default",
    of: "idfprod:Deployment/alert-database-ingester",
    live: byKubectl("scale", ["--replicas=6"]),
    // The scale subresource records its writer only where somebody owned the replicas before.
    expect: ({ way }) => [added("/spec/replicas", way === "server-side apply" || way === "helm 4" ? null : SCALE)],
  },
  {
    what: "kubectl scale of what an autoscaler scales",
    of: "idfprod:Deployment/alert-database-ingester",
    beside: [{ of: "ScaledObject" }],
    live: byKubectl("scale", ["--replicas=9"]),
    expect: NOTHING,
  },
  {
    what: "kubectl scale of a node pool",
    of: "KafkaNodePool/broker",
    live: byKubectl("scale", ["--replicas=8"]),
    expect: [changed("/spec/replicas", SCALE)],
  },
  {
    what: "kubectl rollout restart",
    of: ["Deployment/alert-database-server", "Deployment/strimzi-operator"],
    live: byKubectl("rollout restart"),
    expect: [added(RESTARTED, update("kubectl-rollout"))],
  },
  {
    what: "kubectl rollout pause",
    of: "Deployment/strimzi-registry-operator",
    live: byKubectl("rollout pause"),
    expect: [added("/spec/paused", update("kubectl-rollout"))],
  },
  {
    what: "kubectl patch, strategic",
    of: "Deployment/strimzi-registry-operator",
    live: byKubectl("patch", [
      "--patch",
      '{"spec":{"template":{"spec":{"containers":[{"name":"operator","imagePullPolicy":"Never"}],"hostNetwork":true}}}}',
    ]),
    expect: [added(`${POD}/containers/[name=operator]/imagePullPolicy`, PATCH), added(`${POD}/hostNetwork`, PATCH)],
  },
  {
    what: "kubectl patch, JSON",
    of: "Ingress/schema-registry",
    live: byKubectl("patch", [
      "--type=json",
      "--patch",
      JSON.stringify(put("/spec/rules/0/http/paths/0/path", "/all")),
    ]),
    expect: [changed("/spec/rules/0/http/paths/0/path", PATCH)],
  },
  {
    what: "kubectl patch with another field manager",
    of: "PodMonitor",
    live: byKubectl("patch", ["--field-manager=night-shift", "--type=merge", "--patch", '{"spec":{"jobLabel":"x"}}']),
    expect: [added("/spec/jobLabel", update("night-shift"))],
  },
  {
    what: "kubectl patch that opens the registry to writers",
    of: "Ingress/schema-registry",
    live: byKubectl("patch", [
      "--type=merge",
      "--patch",
      '{"metadata":{"annotations":{"nginx.ingress.kubernetes.io/configuration-snippet":""}}}',
    ]),
    expect: [changed("/metadata/annotations/nginx.ingress.kubernetes.io~1configuration-snippet", PATCH)],
  },
  {
    what: "kubectl replace",
    of: ["KafkaTopic", "ConfigMap"],
    live: [{ tool: "replace", patch: put("/metadata/labels/replaced", "yes") }],
    expect: [added("/metadata/labels/replaced", update("kubectl-replace"))],
  },
  {
    what: "kubectl replace of a value",
    of: "KafkaTopic",
    live: [{ tool: "replace", patch: put("/spec/replicas", 8) }],
    expect: [changed("/spec/replicas", update("kubectl-replace"))],
  },
  {
    what: "kubectl delete",
    of: "*",
    live: byKubectl("delete --wait=false"),
    expect: [missing()],
  },
];
