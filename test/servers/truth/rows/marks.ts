import { byEdit, byKubectl, byRequest, put } from "./change.ts";
import { added, changed, EDIT, removed, update } from "./expect.ts";
import { NOTHING, type Row } from "./row.ts";

const LABEL = update("kubectl-label");
const ANNOTATE = update("kubectl-annotate");
const INSTANCE = "/metadata/labels/app.kubernetes.io~1instance";

/** Labels and annotations, among them those by which Strimzi, Helm and Argo CD find their objects. */
export const MARKS: readonly Row[] = [
  {
    what: "kubectl label",
    of: "*",
    live: byKubectl("label", ["team=night"]),
    expect: [added("/metadata/labels/team", LABEL)],
  },
  {
    what: "kubectl annotate",
    of: "*",
    live: byKubectl("annotate", ["example.org/why=because"]),
    expect: [added("/metadata/annotations/example.org~1why", ANNOTATE)],
  },
  {
    what: "kubectl label over a label of git's",
    of: "*",
    live: byKubectl("label --overwrite", ["app.kubernetes.io/part-of=other"]),
    expect: [changed("/metadata/labels/app.kubernetes.io~1part-of", LABEL)],
  },
  {
    what: "kubectl label that takes a label of git's away",
    of: "*",
    live: byKubectl("label", ["app.kubernetes.io/part-of-"]),
    expect: [removed("/metadata/labels/app.kubernetes.io~1part-of")],
  },
  {
    what: "changes the tracking label",
    of: ["Kafka", "Service", "ClusterRole"],
    live: byKubectl("label --overwrite", ["app.kubernetes.io/instance=other"]),
    expect: [changed(INSTANCE, LABEL)],
  },
  {
    what: "takes the tracking label away",
    of: ["KafkaTopic", "Deployment"],
    live: byEdit([{ op: "remove", path: INSTANCE }]),
    expect: [removed(INSTANCE)],
  },
  {
    what: "gives a tracking label to what git gives none",
    of: ["KafkaTopic", "ConfigMap"],
    born: [{ op: "remove", path: INSTANCE }],
    live: byKubectl("label", ["app.kubernetes.io/instance=other"]),
    expect: [added(INSTANCE, LABEL)],
  },
  {
    what: "Argo CD marks its object",
    of: "*",
    live: byRequest("argocd-controller", {
      metadata: { annotations: { "argocd.argoproj.io/tracking-id": "truth:apps/Deployment:a/b" } },
    }),
    expect: NOTHING,
  },
  {
    what: "a person writes Argo CD's mark",
    of: "KafkaTopic",
    live: byKubectl("annotate", ["argocd.argoproj.io/tracking-id=mine"]),
    expect: [added("/metadata/annotations/argocd.argoproj.io~1tracking-id", ANNOTATE)],
  },
  {
    what: "changes who manages",
    of: "KafkaTopic",
    live: byKubectl("label --overwrite", ["app.kubernetes.io/managed-by=me"]),
    expect: [changed("/metadata/labels/app.kubernetes.io~1managed-by", LABEL)],
  },
  {
    what: "moves to another Kafka cluster",
    of: ["KafkaTopic", "KafkaUser", "KafkaNodePool", "StrimziSchemaRegistry"],
    live: byKubectl("label --overwrite", ["strimzi.io/cluster=other"]),
    expect: [changed("/metadata/labels/strimzi.io~1cluster", LABEL)],
  },
  {
    what: "leaves its Kafka cluster",
    of: ["KafkaTopic", "KafkaUser"],
    live: byKubectl("label", ["strimzi.io/cluster-"]),
    expect: [removed("/metadata/labels/strimzi.io~1cluster")],
  },
  {
    what: "pauses the reconciliation",
    of: ["Kafka", "KafkaTopic", "KafkaUser"],
    live: byKubectl("annotate", ["strimzi.io/pause-reconciliation=true"]),
    expect: [added("/metadata/annotations/strimzi.io~1pause-reconciliation", ANNOTATE)],
  },
  {
    what: "stops the Topic Operator from managing",
    of: "KafkaTopic",
    live: byKubectl("annotate", ["strimzi.io/managed=false"]),
    expect: [added("/metadata/annotations/strimzi.io~1managed", ANNOTATE)],
  },
  {
    what: "changes the ids of new nodes",
    of: "KafkaNodePool",
    live: byKubectl("annotate --overwrite", ["strimzi.io/next-node-ids=[90-99]"]),
    expect: [changed("/metadata/annotations/strimzi.io~1next-node-ids", ANNOTATE)],
  },
  {
    what: "changes a label of the pods",
    of: "Deployment/strimzi-operator",
    live: byEdit(put("/spec/template/metadata/labels/team", "night")),
    expect: [added("/spec/template/metadata/labels/team", EDIT)],
  },
  {
    what: "changes an annotation of the pods",
    of: "Deployment/strimzi-operator",
    live: byEdit(put("/spec/template/metadata/annotations/checksum~1logging", "0")),
    expect: [changed("/spec/template/metadata/annotations/checksum~1logging", EDIT)],
  },
  {
    what: "writes into kubectl's own annotation",
    of: "KafkaTopic",
    live: byKubectl("annotate --overwrite", ["kubectl.kubernetes.io/last-applied-configuration={}"]),
    expect: NOTHING,
  },
];
