/** One thing that somebody did to the cluster by hand, and the one finding that must come of it. */
export interface HandEdit {
  readonly args: readonly string[];
  readonly stdin?: string;
  /** `kind resource path by manager`; nobody owns what is gone. */
  readonly finding: string;
}

/** Ten ways in which people change a cluster, on ten objects of PP prod. */
export const HAND_EDITS: readonly HandEdit[] = [
  {
    // The test's KUBE_EDITOR turns 30 into 45.
    args: ["edit", "deployment", "next-visit-fan-out", "-n", "next-visit-fan-out"],
    finding: "added Deployment next-visit-fan-out /spec/template/spec/terminationGracePeriodSeconds by kubectl-edit",
  },
  {
    args: [
      ...["patch", "vaultsecret", "butler-writer-service-secret", "-n", "butler-writer-service", "--type=json"],
      '--patch=[{"op":"replace","path":"/spec/path","value":"secret/elsewhere"}]',
    ],
    finding: "changed VaultSecret butler-writer-service-secret /spec/path by kubectl-patch",
  },
  {
    args: ["scale", "deployment", "kafbat", "-n", "sasquatch", "--replicas=3"],
    finding: "changed Deployment kafbat /spec/replicas by kubectl",
  },
  {
    args: ["label", "service", "prompt-pub-headless", "-n", "prompt-pub", "debug=ada"],
    finding: "added Service prompt-pub-headless /metadata/labels/debug by kubectl-label",
  },
  {
    args: ["set", "env", "deployment/repertoire", "-n", "repertoire", "DEBUG=1"],
    finding:
      "added Deployment repertoire /spec/template/spec/containers/[name=repertoire]/env/[name=DEBUG] by kubectl-set",
  },
  {
    args: ["delete", "kafkauser", "kafdrop", "-n", "prompt-kafka"],
    finding: "missing KafkaUser kafdrop",
  },
  {
    args: ["annotate", "kafka", "sasquatch", "-n", "sasquatch", "strimzi.io/pause-reconciliation=true"],
    finding: "added Kafka sasquatch /metadata/annotations/strimzi.io~1pause-reconciliation by kubectl-annotate",
  },
  {
    args: [
      ...["apply", "--server-side", "--force-conflicts", "--field-manager=terraform"],
      ...["-n", "next-visit-fan-out", "-f", "-"],
    ],
    stdin: JSON.stringify({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "instrument-map" },
      data: { instruments: "knative-urls: {}\n" },
    }),
    finding: "changed ConfigMap instrument-map /data/instruments by terraform",
  },
  {
    args: [
      ...["patch", "kafka", "s3-file-notifications", "-n", "s3-file-notifications", "--type=merge"],
      '--patch={"spec":{"kafka":{"config":{"auto.create.topics.enable":true}}}}',
    ],
    finding: "added Kafka s3-file-notifications /spec/kafka/config/auto.create.topics.enable by kubectl-patch",
  },
  {
    args: [
      ...["patch", "kafkatopic", "butler-writer", "-n", "prompt-kafka", "--type=merge"],
      '--patch={"spec":{"config":{"retention.ms":86400000}}}',
    ],
    finding: "changed KafkaTopic butler-writer /spec/config/retention.ms by kubectl-patch",
  },
];
