import { byEdit, byKubectl, put, take } from "./change.ts";
import { added, changed, EDIT, removed, update } from "./expect.ts";
import type { Row } from "./row.ts";

const POD = "/spec/template/spec";

/** Fields that git never mentions, and fields that it does mention and that are gone. */
export const MAPS: readonly Row[] = [
  {
    what: "adds a template",
    of: "StrimziSchemaRegistry",
    live: byEdit(put("/spec/cpuLimit", "2")),
    expect: [added("/spec/cpuLimit", EDIT)],
  },
  {
    what: "adds a duration",
    of: "Certificate",
    live: byEdit(put("/spec/duration", "2160h")),
    expect: [added("/spec/duration", EDIT)],
  },
  {
    what: "adds behaviour",
    of: "HorizontalPodAutoscaler",
    live: byEdit(put("/spec/behavior", { scaleDown: { stabilizationWindowSeconds: 60 } })),
    expect: [added("/spec/behavior", EDIT)],
  },
  {
    what: "pauses the scaling",
    of: "ScaledObject",
    live: byKubectl("annotate", ["autoscaling.keda.sh/paused=true"]),
    expect: [added("/metadata/annotations/autoscaling.keda.sh~1paused", update("kubectl-annotate"))],
  },
  {
    what: "adds a key",
    of: "ConfigMap",
    live: byEdit(put("/data/extra", "")),
    expect: [added("/data/extra", EDIT)],
  },
  {
    what: "takes the only key away",
    of: "ConfigMap/strimzi-operator-logging",
    live: byEdit(take("/data/log4j2.properties")),
    expect: [removed("/data/log4j2.properties")],
  },
  {
    what: "adds a node selector",
    of: "Deployment/strimzi-operator",
    live: byEdit(put(`${POD}/nodeSelector`, { disk: "ssd" })),
    expect: [added(`${POD}/nodeSelector`, EDIT)],
  },
  {
    what: "adds to a security context",
    of: "Deployment/alert-database-server",
    live: byEdit(put(`${POD}/securityContext/fsGroup`, 2000)),
    expect: [added(`${POD}/securityContext/fsGroup`, EDIT)],
  },
  {
    what: "takes a security setting away",
    of: "Deployment/alert-database-server",
    live: byEdit(take(`${POD}/securityContext/runAsUser`)),
    expect: [removed(`${POD}/securityContext/runAsUser`)],
  },
  {
    what: "takes a probe away",
    of: "Deployment/alert-database-server",
    live: byEdit(take(`${POD}/containers/0/livenessProbe`)),
    expect: [removed(`${POD}/containers/[name=server]/livenessProbe`)],
  },
  {
    what: "takes a limit away",
    of: "Deployment/strimzi-registry-operator",
    live: byEdit(take(`${POD}/containers/0/resources/limits`)),
    expect: [removed(`${POD}/containers/[name=operator]/resources/limits`)],
  },
  {
    what: "takes the declared replicas away, which the server sets to 1 again",
    of: "idfprod:Deployment/strimzi-operator",
    live: byEdit(take("/spec/replicas")),
    expect: [changed("/spec/replicas", EDIT)],
  },
  {
    what: "adds a selector label",
    of: "Service",
    live: byEdit(put("/spec/selector/canary", "yes")),
    expect: [added("/spec/selector/canary", EDIT)],
  },
  {
    what: "takes the pod selector's labels away",
    of: "NetworkPolicy/alert-database-server",
    live: byEdit(take("/spec/podSelector/matchLabels")),
    expect: [removed("/spec/podSelector/matchLabels", EDIT)],
  },
];
