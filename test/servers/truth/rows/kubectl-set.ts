import { byKubectl } from "./change.ts";
import { added, changed, removed, SET } from "./expect.ts";
import type { Row } from "./row.ts";

const POD = "/spec/template/spec";

/** What people do with `kubectl set`. */
export const KUBECTL_SET: readonly Row[] = [
  {
    what: "kubectl set image",
    of: "Deployment/strimzi-registry-operator",
    live: byKubectl("set image", ["operator=ghcr.io/lsst-sqre/strimzi-registry-operator:hotfix"]),
    expect: [changed(`${POD}/containers/[name=operator]/image`, SET)],
  },
  {
    what: "kubectl set env",
    of: "Deployment/strimzi-operator",
    live: byKubectl("set env", ["STRIMZI_FEATURE_GATES=+Everything"]),
    expect: [added(`${POD}/containers/[name=operator]/env/[name=STRIMZI_FEATURE_GATES]`, SET)],
  },
  {
    what: "kubectl set env where there is none",
    of: "Deployment/alert-stream-simulator",
    live: byKubectl("set env", ["DEBUG=1"]),
    expect: [added(`${POD}/containers/[name=replay]/env`, SET)],
  },
  {
    what: "kubectl set env of what git sets",
    of: "Deployment/strimzi-registry-operator",
    live: byKubectl("set env", ["SSR_CLUSTER_NAME=other"]),
    expect: [changed(`${POD}/containers/[name=operator]/env/[name=SSR_CLUSTER_NAME]/value`, SET)],
  },
  {
    what: "kubectl set env that takes one away",
    of: "Deployment/strimzi-registry-operator",
    live: byKubectl("set env", ["SSR_NAMESPACE-"]),
    expect: [removed(`${POD}/containers/[name=operator]/env/[name=SSR_NAMESPACE]`)],
  },
  {
    what: "kubectl set resources",
    of: "Deployment/alert-database-server",
    live: byKubectl("set resources", ["--limits=cpu=2", "--requests=memory=300Mi"]),
    expect: [
      added(`${POD}/containers/[name=server]/resources/limits/cpu`, SET),
      changed(`${POD}/containers/[name=server]/resources/requests/memory`, SET),
    ],
  },
  {
    what: "kubectl set serviceaccount",
    of: "Deployment/alert-database-server",
    live: byKubectl("set serviceaccount", ["default"]),
    expect: [changed(`${POD}/serviceAccountName`, SET)],
  },
  {
    what: "kubectl set selector",
    of: "Service",
    live: byKubectl("set selector", ["app.kubernetes.io/component=other"]),
    expect: [
      changed("/spec/selector/app.kubernetes.io~1component", SET),
      removed("/spec/selector/app.kubernetes.io~1name", SET),
      removed("/spec/selector/app.kubernetes.io~1instance", SET),
    ],
  },
];
