import {
  judgeAddresses,
  judgeCredentials,
  judgeRights,
  judgeTopic,
  type KafkaClient,
  kafkaOf,
  userOf,
} from "../../clients/index.ts";
import { flagPath, type Right, topicNamed } from "../../intent/index.ts";
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { flagOf } from "../../workload/index.ts";
import { BUILT_IN_GROUP, type Ingester } from "../parts.ts";

export interface Consuming {
  readonly intent: DeclaredIntent;
  /** What is wrong with the autoscaler: where it watches another group, the ACLs are not to blame too. */
  readonly scaler: readonly SystemDifference[];
}

/** The ingester reaches Kafka, and may read the topics that it archives. */
export function judgeConsuming(ingester: Ingester, { intent, scaler }: Consuming): readonly SystemDifference[] {
  const client = clientOf(ingester);
  const reach = [...judgeAddresses(client, intent), ...judgeCredentials(client, intent)];
  const kafka = kafkaOf(client, intent);
  if (kafka === null) return reach;
  const path = flagPath(ingester.container, topicFlag(ingester));
  const topics = ingester.topics.flatMap((topic) =>
    judgeTopic({ one: client, path, topic, kafka, verb: "reads" }, intent),
  );
  const user = userOf(client, intent) ?? ingester.user;
  // A topic that is not there is a finding of its own.
  const there = ingester.topics.filter((topic) => topicNamed(topic, kafka, intent) !== null);
  const rights: readonly Right[] = [
    ...there.map((name) => ({ type: "topic", name, operation: "Read" }) as const),
    ...(scaler.length > 0 ? [] : [{ type: "group", name: usedGroup(ingester), operation: "Read" } as const]),
  ];
  const who = `Deployment ${ingester.object.metadata.name}`;
  return [...reach, ...topics, ...(user === null ? [] : judgeRights(user, { kafka, rights, who }))];
}

export function clientOf({ application, object, container }: Ingester): KafkaClient {
  return { application, object, container, serverFlag: "--kafka-host" };
}

/** The group that the program itself uses, whatever others think. */
export function usedGroup({ container }: Ingester): string {
  return flagOf(container, "--kafka-group") ?? BUILT_IN_GROUP;
}

function topicFlag({ container }: Ingester): string {
  return flagOf(container, "--kafka-topics") === null ? "--kafka-topic" : "--kafka-topics";
}
