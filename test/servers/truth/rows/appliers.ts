import { byBot, put, take } from "./change.ts";
import { added, BOT, CLIENT_APPLY, changed, removed } from "./expect.ts";
import { type At, NOTHING, type Row } from "./row.ts";

const POD = "/spec/template/spec";
const ARGO = { manager: "argocd-controller", operation: "Apply" } as const;

function whenAppliedBefore({ way }: At, expected: ReturnType<typeof removed>) {
  return way === "client-side apply" ? [expected] : NOTHING;
}

/** Others who apply, and deployers that applied something else than git says. */
export const APPLIERS: readonly Row[] = [
  {
    what: "another applies over the image",
    of: "Deployment/alert-stream-simulator",
    live: byBot({ spec: { template: { spec: { containers: [{ name: "replay", image: "bot/image:1" }] } } } }),
    expect: [changed(`${POD}/containers/[name=replay]/image`, BOT)],
  },
  {
    what: "another applies a new map",
    of: "Deployment/alert-stream-simulator",
    live: byBot({ spec: { template: { spec: { nodeSelector: { disk: "ssd" } } } } }),
    expect: [added(`${POD}/nodeSelector`, BOT)],
  },
  {
    what: "another applies a label and an annotation",
    of: "*",
    live: byBot({ metadata: { labels: { bot: "yes" }, annotations: { "bot/note": "hello" } } }),
    expect: [added("/metadata/labels/bot", BOT), added("/metadata/annotations/bot~1note", BOT)],
  },
  {
    what: "another applies over a label",
    of: ["Kafka", "ClusterRoleBinding", "PodDisruptionBudget"],
    live: byBot({ metadata: { labels: { "app.kubernetes.io/part-of": "bots" } } }),
    expect: [changed("/metadata/labels/app.kubernetes.io~1part-of", BOT)],
  },
  {
    what: "another applies a finalizer",
    of: "KafkaUser",
    live: byBot({ metadata: { finalizers: ["bot/keep"] } }),
    expect: [added("/metadata/finalizers", BOT)],
  },
  {
    what: "another applies a container",
    of: "Deployment/strimzi-registry-operator",
    live: byBot({ spec: { template: { spec: { containers: [{ name: "sidecar", image: "bot/sidecar:1" }] } } } }),
    expect: [added(`${POD}/containers/[name=sidecar]`, BOT)],
  },
  {
    what: "another applies quotas",
    of: "KafkaUser",
    live: byBot({ spec: { quotas: { consumerByteRate: 10 } } }),
    expect: [added("/spec/quotas", BOT)],
  },
  {
    what: "the deployer applies another value",
    of: ["KafkaTopic", "KafkaUser"],
    live: [
      {
        tool: "apply",
        manager: "argocd-controller",
        fields: { metadata: { labels: { "strimzi.io/cluster": "other" } } },
      },
    ],
    expect: [changed("/metadata/labels/strimzi.io~1cluster", ARGO)],
  },
  {
    what: "the deployer applies what git does not have",
    of: "KafkaTopic",
    live: [{ tool: "apply", manager: "argocd-controller", fields: { spec: { topicName: "old" } } }],
    expect: [removed("/spec/topicName", ARGO)],
  },
  {
    what: "kubectl apply of another value",
    of: ["KafkaTopic", "KafkaNodePool/controller"],
    live: [{ tool: "client-apply", patch: put("/spec/replicas", 7) }],
    expect: [changed("/spec/replicas", CLIENT_APPLY)],
  },
  {
    what: "kubectl apply of another image",
    of: "Deployment/alert-database-server",
    live: [{ tool: "client-apply", patch: put(`${POD}/containers/0/image`, "other:1") }],
    expect: [changed(`${POD}/containers/[name=server]/image`, CLIENT_APPLY)],
  },
  {
    what: "kubectl apply with a key that git does not have",
    of: ["KafkaTopic", "ConfigMap"],
    live: [{ tool: "client-apply", patch: put("/metadata/labels/more", "yes") }],
    expect: [removed("/metadata/labels/more", CLIENT_APPLY)],
  },
  {
    what: "kubectl apply with a configuration key that git does not have",
    of: "Kafka",
    live: [{ tool: "client-apply", patch: put("/spec/kafka/config/log.retention.hours", 1) }],
    expect: [removed("/spec/kafka/config/log.retention.hours", CLIENT_APPLY)],
  },
  {
    what: "kubectl apply without a key, which it takes away only where it applied before",
    of: "KafkaTopic/registry-schemas",
    live: [{ tool: "client-apply", patch: take("/spec/config/cleanup.policy") }],
    expect: (at) => whenAppliedBefore(at, removed("/spec/config/cleanup.policy")),
  },
  {
    what: "kubectl apply without an environment variable, which it takes away only where it applied before",
    of: "Deployment/strimzi-registry-operator",
    live: [{ tool: "client-apply", patch: take(`${POD}/containers/0/env/0`) }],
    expect: (at) => whenAppliedBefore(at, removed(`${POD}/containers/[name=operator]/env/[name=SSR_CLUSTER_NAME]`)),
  },
  {
    what: "kubectl apply of the same",
    of: "*",
    live: [{ tool: "client-apply", patch: [] }],
    expect: NOTHING,
  },
];
