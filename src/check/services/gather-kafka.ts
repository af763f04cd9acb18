import type { KafkaState } from "../../observe/kafka/state.ts";
import type { KafkaService } from "../../observe/services/port.ts";
import type { KafkaEvidence } from "../../systems/evidence.ts";
import type { Reading } from "../../vocabulary/index.ts";

/** What is asked of one Kafka cluster beyond its state. */
export interface KafkaQuestions {
  readonly groups: readonly string[];
  readonly lastMessages: readonly string[];
  /** Every topic that should be there. */
  readonly topics: readonly string[];
}

/** Asks one cluster what remains to be known, in parallel; nothing where it cannot be reached at all. */
export async function gatherKafka(
  { cluster, namespace, reader }: KafkaService,
  state: Reading<KafkaState>,
  questions: KafkaQuestions,
): Promise<KafkaEvidence> {
  if (!state.ok) return { cluster, namespace, state: null, groups: [], lastMessages: [], absent: [] };
  const { topics } = state.value;
  const listed = new Set(topics.ok ? topics.value.map(({ name }) => name) : []);
  // A topic that is not listed has no last message; whether it exists is the question of `absent`.
  const present = questions.lastMessages.filter((name) => listed.has(name));
  const unlisted = [...questions.topics, ...questions.lastMessages].filter((name) => !listed.has(name));
  const [groups, lastMessages, absent] = await Promise.all([
    asked(questions.groups, (names) => reader.groups(names)),
    asked(present, (names) => reader.lastMessages(names)),
    topics.ok ? asked([...new Set(unlisted)], (names) => reader.absent(names)) : [],
  ]);
  return { cluster, namespace, state: state.value, groups, lastMessages, absent };
}

async function asked<T>(
  names: readonly string[],
  ask: (names: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  return names.length === 0 ? [] : await ask(names);
}
