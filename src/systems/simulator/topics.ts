import type { LastMessage } from "../../observe/kafka/port.ts";
import type { TopicResource } from "../../vocabulary/index.ts";
import type { Evidence, KafkaEvidence } from "../evidence.ts";

/** What is known of one topic of the simulator. */
export interface SimulatorTopic {
  readonly resource: TopicResource;
  readonly kafka: KafkaEvidence;
  /** Null where it is not known whether the topic is there. */
  readonly present: boolean | null;
  /** The last message of each partition that has one; null where not every partition could be read. */
  readonly messages: readonly LastMessage[] | null;
}

/** The topic in the cluster of that name; null where no such cluster could be read. */
export function topicOf(
  { cluster, name }: { readonly cluster: string; readonly name: string },
  namespace: string | undefined,
  evidence: Evidence,
): SimulatorTopic | null {
  const kafka = evidence.kafka.find((one) => one.cluster === cluster && one.namespace === namespace);
  if (kafka === undefined || kafka.state === null) return null;
  const resource: TopicResource = { type: "topic", cluster, name };
  return { resource, kafka, present: isPresent(name, kafka), messages: messagesOf(name, kafka) };
}

function isPresent(name: string, { state, absent }: KafkaEvidence): boolean | null {
  if (state === null || !state.topics.ok) return null;
  if (state.topics.value.some((topic) => topic.name === name)) return true;
  const answer = absent.find((topic) => topic.name === name)?.reading;
  return answer?.ok === true ? !answer.value : null;
}

function messagesOf(name: string, { lastMessages }: KafkaEvidence): readonly LastMessage[] | null {
  const ends = lastMessages.find((topic) => topic.name === name)?.reading;
  if (ends === undefined || !ends.ok) return null;
  const messages: LastMessage[] = [];
  for (const { last } of ends.value) {
    if (!last.ok) return null;
    if (last.value !== null) messages.push(last.value);
  }
  return messages;
}
