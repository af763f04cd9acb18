/** One command of kubectl, with what it reads. */
interface Change {
  readonly args: readonly string[];
  readonly stdin?: string;
}

/** A KafkaTopic that git does not know. */
export const FORGOTTEN_TOPIC = "lsst-alerts-v9.1";

const FORGOTTEN = `apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata:
  name: ${FORGOTTEN_TOPIC}
  labels:
    strimzi.io/cluster: alert-broker
    app.kubernetes.io/instance: alert-stream-broker
spec:
  partitions: 45
  replicas: 3
`;

/** What people did to the cluster at night: each is a drift that the report must show, with who and when. */
export const CHANGES: readonly Change[] = [
  {
    args: [
      ...["patch", "kafka", "alert-broker", "--namespace=kafka", "--type=merge", "--field-manager=kubectl-edit"],
      '--patch={"spec":{"kafka":{"config":{"auto.create.topics.enable":true}}}}',
    ],
  },
  {
    args: [
      ...["patch", "kafkatopic", "lsst-alerts-v10.0", "--namespace=kafka", "--type=merge"],
      '--patch={"spec":{"config":{"retention.ms":259200000}}}',
    ],
  },
  { args: ["scale", "deployment", "alert-database-server", "--namespace=kafka", "--replicas=4"] },
  {
    args: [...["set", "env", "deployment/alert-stream-simulator", "--namespace=kafka"], "DEBUG_REPLAY=1"],
  },
  { args: ["delete", "kafkauser", "fink-idfint", "--namespace=kafka"] },
  { args: ["label", "service", "alert-database-server", "--namespace=kafka", "debug=jkowalski"] },
  { args: ["apply", "--namespace=kafka", "--server-side", "--filename=-"], stdin: FORGOTTEN },
];
