import type { Path } from "../../vocabulary/index.ts";
import type { DeclaredObject } from "../evidence.ts";
import { coupling, type DeclaredKafka, surelyLacksTopic } from "../intent/index.ts";
import { loadsIn } from "../simulator/parts.ts";
import type { DeclaredIntent, SystemDifference } from "../system.ts";
import { titleOf } from "./client.ts";

export interface TopicUse {
  readonly one: DeclaredObject;
  readonly path: Path;
  readonly topic: string;
  readonly kafka: DeclaredKafka;
  /** `reads`, `writes`. */
  readonly verb: string;
}

/** A topic that a program uses is one that git declares. */
export function judgeTopic(
  { one, path, topic, kafka, verb }: TopicUse,
  intent: DeclaredIntent,
): readonly SystemDifference[] {
  if (!surelyLacksTopic(topic, kafka, intent) || isMadeByJob(topic, intent)) return [];
  const statement = `${titleOf(one)} ${verb} topic ${topic}, for which git declares no KafkaTopic of Kafka ${kafka.name}; declare the topic, or name one that is there`;
  return [coupling({ reason: "undeclared-topic", one, path, statement })];
}

/** The simulator's load Job makes its topic itself. */
function isMadeByJob(topic: string, { declared }: DeclaredIntent): boolean {
  return loadsIn(declared).some(({ staticTopic }) => staticTopic === topic);
}
