import { byRequest } from "./change.ts";
import { added, changed, update } from "./expect.ts";
import { NOTHING, type Row } from "./row.ts";

const READY = { type: "Ready", status: "True", lastTransitionTime: "2026-11-24T04:11:28Z" };

/** What controllers write by right. kube-controller-manager is the real one, the others are played under their names. */
export const CONTROLLERS: readonly Row[] = [
  {
    what: "the Deployment controller numbers the revision",
    of: ["Deployment", "Deployment/strimzi-registry-operator"],
    live: [{ tool: "wait", path: "/metadata/annotations/deployment.kubernetes.io~1revision", was: undefined }],
    expect: NOTHING,
  },
  {
    what: "KEDA marks its object",
    of: "ScaledObject",
    live: [
      ...byRequest("keda", {
        metadata: { finalizers: ["finalizer.keda.sh"], labels: { "scaledobject.keda.sh/name": "x" } },
      }),
      ...byRequest(
        "keda",
        { status: { scaleTargetKind: "apps/v1.Deployment", conditions: [{ type: "Ready", status: "True" }] } },
        "status",
      ),
    ],
    expect: NOTHING,
  },
  {
    what: "the Topic Operator reports and sets its finalizer",
    of: "KafkaTopic",
    live: [
      ...byRequest("strimzi-topic-operator", { metadata: { finalizers: ["strimzi.io/topic-operator"] } }),
      ...byRequest(
        "strimzi-topic-operator",
        { status: { conditions: [READY], observedGeneration: 1, topicName: "t" } },
        "status",
      ),
    ],
    expect: NOTHING,
  },
  {
    what: "the User Operator reports",
    of: "KafkaUser",
    live: byRequest(
      "strimzi-user-operator",
      { status: { conditions: [READY], observedGeneration: 1, username: "u" } },
      "status",
    ),
    expect: NOTHING,
  },
  {
    what: "the Cluster Operator reports and annotates",
    of: ["Kafka", "KafkaNodePool"],
    live: [
      ...byRequest("strimzi-cluster-operator", { metadata: { annotations: { "strimzi.io/kraft": "enabled" } } }),
      ...byRequest("strimzi-cluster-operator", { status: { conditions: [READY], observedGeneration: 1 } }, "status"),
    ],
    expect: NOTHING,
  },
  {
    what: "the registry operator keeps what it handled",
    of: "StrimziSchemaRegistry",
    live: byRequest("kopf", {
      metadata: {
        annotations: { "kopf.zalando.org/last-handled-configuration": "{}" },
        finalizers: ["kopf.zalando.org/KopfFinalizerMarker"],
      },
    }),
    expect: NOTHING,
  },
  {
    what: "cert-manager reports",
    of: "Certificate",
    live: byRequest("cert-manager-certificates-readiness", { status: { conditions: [READY], revision: 2 } }, "status"),
    expect: NOTHING,
  },
  {
    what: "the secrets operator reports",
    of: "VaultSecret",
    live: byRequest(
      "vault-secrets-operator",
      { status: { conditions: [{ ...READY, reason: "Created", message: "" }] } },
      "status",
    ),
    expect: NOTHING,
  },
  {
    what: "the ingress controller reports the address",
    of: "Ingress",
    live: byRequest(
      "nginx-ingress-controller",
      { status: { loadBalancer: { ingress: [{ ip: "203.0.113.1" }] } } },
      "status",
    ),
    expect: NOTHING,
  },
  {
    what: "the cloud annotates",
    of: "Service",
    live: byRequest("glbc", { metadata: { annotations: { "cloud.google.com/neg-status": "{}" } } }),
    expect: NOTHING,
  },
  {
    what: "a known controller annotates",
    of: "*",
    live: byRequest("argocd-application-controller", {
      metadata: { annotations: { "argocd.argoproj.io/refresh": "normal" } },
    }),
    expect: NOTHING,
  },
  {
    what: "a controller changes what git says",
    of: "KafkaNodePool/broker",
    live: byRequest("strimzi-cluster-operator", { spec: { replicas: 5 } }),
    expect: [changed("/spec/replicas", update("strimzi-cluster-operator"))],
  },
  {
    what: "a program that nobody knows annotates",
    of: "KafkaTopic",
    live: byRequest("okhttp", { metadata: { annotations: { note: "x" } } }),
    expect: [added("/metadata/annotations/note", update("okhttp"))],
  },
  {
    what: "a person writes into a status",
    of: "KafkaTopic",
    live: byRequest("kubectl-edit", { status: { conditions: [READY], topicName: "x" } }, "status"),
    expect: NOTHING,
  },
];
