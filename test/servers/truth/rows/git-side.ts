import { put, take } from "./change.ts";
import { changed, deployer, missing, pruned, removed } from "./expect.ts";
import { type At, type Expected, NOTHING, type Row } from "./row.ts";

const POD = "/spec/template/spec";

/** What git dropped. Helm 3 leaves no trace of what it sent: there it looks like a default. */
function dropped(path: string): (at: At) => readonly Expected[] {
  return ({ way }) => (way === "helm 3" ? NOTHING : [removed(path, deployer(way))]);
}

/** Git moved on, or says what the cluster cannot take. */
export const GIT_SIDE: readonly Row[] = [
  {
    what: "git changes a value",
    of: ["KafkaTopic", "KafkaNodePool/broker"],
    git: put("/spec/replicas", 9),
    expect: ({ way }) => [changed("/spec/replicas", deployer(way))],
  },
  {
    what: "git adds a key",
    of: ["Kafka"],
    git: put("/spec/kafka/config/log.cleaner.threads", 2),
    expect: [removed("/spec/kafka/config/log.cleaner.threads")],
  },
  {
    what: "git drops a configuration key",
    of: "Kafka",
    git: take("/spec/kafka/config/message.max.bytes"),
    expect: dropped("/spec/kafka/config/message.max.bytes"),
  },
  {
    what: "git drops an environment variable",
    of: "Deployment/strimzi-registry-operator",
    git: take(`${POD}/containers/0/env/0`),
    expect: dropped(`${POD}/containers/[name=operator]/env/[name=SSR_CLUSTER_NAME]`),
  },
  {
    what: "git drops a label",
    of: ["KafkaUser", "Service"],
    git: take("/metadata/labels/app.kubernetes.io~1part-of"),
    expect: dropped("/metadata/labels/app.kubernetes.io~1part-of"),
  },
  {
    what: "git drops a key",
    of: "Secret/alert-database-s3",
    git: take("/data/AWS_SECRET_ACCESS_KEY"),
    expect: dropped("/data/AWS_SECRET_ACCESS_KEY"),
  },
  {
    what: "git declares a field that the schema lacks",
    of: "Kafka",
    git: put("/spec/kafka/replicaz", 3),
    expect: [pruned("/spec/kafka/replicaz")],
  },
  {
    what: "git declares a subtree that the schema lacks",
    of: "KafkaNodePool",
    git: put("/spec/jvm", { xmx: "1g", xms: "1g" }),
    expect: [pruned("/spec/jvm")],
  },
  {
    what: "git declares a field in a list that the schema lacks",
    of: "Kafka",
    git: put("/spec/kafka/listeners/0/tsl", true),
    expect: [pruned("/spec/kafka/listeners/0/tsl")],
  },
  {
    what: "git declares a field that another kind has",
    of: ["KafkaTopic", "KafkaUser"],
    git: put("/spec/listeners", []),
    expect: [pruned("/spec/listeners")],
  },
  {
    what: "git misspells a field of a container",
    of: "Deployment/alert-database-server",
    git: put(`${POD}/containers/0/imagePulPolicy`, "Always"),
    expect: [pruned(`${POD}/containers/[name=server]/imagePulPolicy`)],
  },
  {
    what: "git declares a field that the schema lacks, and something differs besides",
    of: "KafkaTopic",
    git: [...put("/spec/partition", 3), ...put("/spec/replicas", 9)],
    expect: ({ way }) => [pruned("/spec/partition"), changed("/spec/replicas", deployer(way))],
  },
  {
    what: "git declares Strimzi's version before 1.0",
    of: ["Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser"],
    git: put("/apiVersion", "kafka.strimzi.io/v1beta2"),
    expect: [missing()],
  },
  {
    what: "git declares a version that Kubernetes gave up",
    of: "PodDisruptionBudget",
    git: put("/apiVersion", "policy/v1beta1"),
    expect: [missing()],
  },
  {
    what: "git declares a version that Kubernetes gave up",
    of: "HorizontalPodAutoscaler",
    git: put("/apiVersion", "autoscaling/v2beta2"),
    expect: [missing()],
  },
  { what: "nobody does anything", of: "everything", expect: NOTHING },
];
