import type { Declared, LiveObjects } from "../../systems/evidence.ts";
import { STRIMZI } from "../../systems/kafka-kinds.ts";
import type { KubernetesObject } from "../../vocabulary/index.ts";
import { isJsonObject } from "../../vocabulary/index.ts";

/** The topics that a Kafka cluster should hold by its KafkaTopics, in git or live. */
export function wantedTopics(namespace: string, declared: Declared, live: LiveObjects): readonly string[] {
  const own = declared.of(STRIMZI, "KafkaTopic").flatMap(({ object }) => (isIn(object, namespace) ? [object] : []));
  const listed = live.of({ group: STRIMZI, kind: "KafkaTopic", namespace });
  return [...new Set([...own, ...(listed.ok ? listed.value : [])].map(topicNameOf))];
}

function isIn({ metadata }: KubernetesObject, namespace: string): boolean {
  return metadata.namespace === namespace;
}

/** Strimzi: `spec.topicName`, else the resource's own name. */
function topicNameOf({ spec, metadata }: KubernetesObject): string {
  const name = isJsonObject(spec) ? spec["topicName"] : undefined;
  return typeof name === "string" ? name : metadata.name;
}
