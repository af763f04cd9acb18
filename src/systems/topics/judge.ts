import type { Evidence, KafkaEvidence } from "../evidence.ts";
import {
  type KafkaResources,
  kafkaNamespaces,
  kafkaResourcesIn,
  type Standing,
  standingDifferences,
  standingsOf,
} from "../strimzi/index.ts";
import { type Judgement, NOTHING_FOUND, type SystemDifference } from "../system.ts";
import { compareTopic } from "./compare.ts";
import { topicContext } from "./context.ts";
import { type DeclaredTopic, declaredTopics, TOPIC_OPERATOR } from "./declared-topic.ts";
import { replicaTrouble } from "./replica-trouble.ts";
import { undeclaredTopics } from "./undeclared.ts";

/** What is wrong with KafkaTopics and with the topics of each Kafka cluster. */
export function judgeTopics(evidence: Evidence): Judgement {
  const namespaces = new Set([
    ...kafkaNamespaces(evidence.declared),
    ...evidence.kafka.map(({ namespace }) => namespace),
  ]);
  const differences = [...namespaces].flatMap((namespace) =>
    judgeNamespace(kafkaResourcesIn(namespace, evidence), evidence),
  );
  return { ...NOTHING_FOUND, differences };
}

function judgeNamespace(resources: KafkaResources, evidence: Evidence): readonly SystemDifference[] {
  const standings = standingsOf(resources.topics ?? [], { operator: TOPIC_OPERATOR, resources, evidence });
  const wanted = declaredTopics(standings);
  const behind = evidence.kafka
    .filter(({ namespace }) => namespace === resources.namespace)
    .map((kafka) => judgeCluster(kafka, { wanted, resources, evidence }));
  const roots = new Map(behind.flatMap((found) => found.roots).map(({ standing, cause }) => [standing, cause]));
  const followers = behind.flatMap(({ differences }) => differences);
  const operator = standings.flatMap((standing) =>
    standingDifferences(standing, followers).map(({ application, difference }): SystemDifference => {
      const cause = difference.reason === "not-ready" ? roots.get(standing) : undefined;
      return { application, difference: cause === undefined ? difference : { ...difference, cause } };
    }),
  );
  return [...operator, ...followers];
}

interface Behind {
  readonly differences: readonly SystemDifference[];
  /** Operators that fail because of what somebody did to the topic. */
  readonly roots: ReturnType<typeof compareTopic>["roots"];
}

function judgeCluster(
  kafka: KafkaEvidence,
  { wanted, resources, evidence }: { wanted: readonly DeclaredTopic[]; resources: KafkaResources; evidence: Evidence },
): Behind {
  const context = topicContext(kafka, resources);
  if (context === null) return { differences: [], roots: [] };
  const own = wanted.filter(({ standing }) => isOf(standing, kafka));
  const compared = own.map((topic) => compareTopic(topic, context));
  const extra = resources.topics === null ? [] : undeclaredTopics(context, { wanted, evidence });
  return {
    differences: [...compared.flatMap(({ differences }) => differences), ...extra, ...replicaTrouble(context, own)],
    roots: compared.flatMap(({ roots }) => roots),
  };
}

/** A KafkaTopic that was moved to a cluster that is not there leaves its topic in the one that git names. */
function isOf({ cluster, clusterInGit, broken }: Standing, kafka: KafkaEvidence): boolean {
  const isLost = broken?.reason === "wrong-cluster-label";
  return (isLost ? clusterInGit : cluster) === kafka.cluster;
}
