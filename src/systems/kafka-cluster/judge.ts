import { type KubernetesObject, resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { Evidence } from "../evidence.ts";
import { isPaused, kafkaNamespaces, kafkaResourcesIn, operatorBreak, warningsOf } from "../strimzi/index.ts";
import { fieldOf, type Judgement, NOTHING_FOUND, type SystemDifference } from "../system.ts";
import { compareBrokerConfigs } from "./broker-configs.ts";
import { judgeBrokers } from "./brokers.ts";
import { forbiddenKeys } from "./forbidden-keys.ts";

/** What is wrong with Kafka and KafkaNodePool resources and with the brokers behind them. */
export function judgeCluster(evidence: Evidence): Judgement {
  const namespaces = new Set([
    ...kafkaNamespaces(evidence.declared),
    ...evidence.kafka.map(({ namespace }) => namespace),
  ]);
  const differences = [...namespaces].flatMap((namespace) => judgeNamespace(namespace, evidence));
  return { ...NOTHING_FOUND, differences };
}

function judgeNamespace(namespace: string, evidence: Evidence): SystemDifference[] {
  const { kafkas, pools } = kafkaResourcesIn(namespace, evidence);
  const resources = [...(kafkas ?? []), ...(pools ?? [])];
  const behind = evidence.kafka.filter((kafka) => kafka.namespace === namespace);
  const found = behind.flatMap((kafka) => {
    const resource = kafkas?.find(({ metadata }) => metadata.name === kafka.cluster) ?? null;
    const application = resource === null ? null : applicationOf(resource, evidence);
    const differences = [
      ...judgeBrokers(kafka, pools),
      ...(resource === null ? [] : compareBrokerConfigs(kafka, resource)),
    ];
    return differences.map((difference) => ({ application, difference }));
  });
  return [
    ...resources.flatMap((object) => operatorDifferences(object, evidence)),
    ...(kafkas ?? []).flatMap((object) =>
      forbiddenKeys(object).map((difference) => ({ application: applicationOf(object, evidence), difference })),
    ),
    ...found,
  ];
}

/** A pool has no conditions of its own to speak of: its Kafka resource says how all of them are. */
function operatorDifferences(object: KubernetesObject, evidence: Evidence): SystemDifference[] {
  const { now, declared } = evidence;
  const application = applicationOf(object, evidence);
  const key = resourceKey(resourceOf(object));
  const own = declared.objects.find((one) => resourceKey(resourceOf(one.object)) === key);
  const isAsked = isPaused(object) && own !== undefined && isPaused(own.object);
  const alive = fieldOf(object, "status") !== undefined;
  const broken = isAsked ? null : operatorBreak(object, { now, operator: "Cluster Operator", alive });
  const breaks = broken === null ? [] : [broken.difference];
  return [...breaks, ...warningsOf(object)].map((difference) => ({ application, difference }));
}

function applicationOf(object: KubernetesObject, { declared }: Evidence): string | null {
  return declared.applicationOf(resourceKey(resourceOf(object)));
}
