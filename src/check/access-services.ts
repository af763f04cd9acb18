import type { EnvironmentConfig, Exclusion } from "../config/config.ts";
import type { ServiceName, ServicePart } from "../config/service-parts.ts";
import { isPartExcluded, partTitle } from "../findings/index.ts";
import type { KafkaReader } from "../observe/kafka/port.ts";
import { KAFKA_PARTS, type KafkaState } from "../observe/kafka/state.ts";
import type { ObjectStoreReader } from "../observe/objectstore/port.ts";
import type { KafkaService, RegistryService, Services } from "../observe/services/port.ts";
import type { Declared } from "../systems/evidence.ts";
import type { Reading } from "../vocabulary/index.ts";
import type { Attempt } from "./access-attempt.ts";
import { type MergedAsks, mergeAsks } from "./services/asks.ts";

export interface ServicesToTry {
  readonly environment: EnvironmentConfig;
  readonly services: Services;
  /** What git declares: systems ask for topics, groups and buckets by it. */
  readonly declared: Declared;
  readonly exclusions: readonly Exclusion[];
}

/** Tries everything that a check reads of services, part by part. */
export async function tryServices(given: ServicesToTry): Promise<Attempt[]> {
  const { services, environment, declared, exclusions } = given;
  const wanted = new Wanted(exclusions);
  const asks = mergeAsks(declared);
  const alertTopics = environment.services.registries.flatMap((registry) => registry.alertTopics);
  const { terraform, alertDatabase, objectStore } = services;
  const tried = await Promise.all([
    ...services.kafka.map((service) => tryKafka(service, wanted, questionsOf(service.cluster, asks, alertTopics))),
    ...services.registries.map((service) => tryRegistry(service, wanted)),
    ...(objectStore === null ? [] : [tryObjectStore(objectStore, wanted, asks)]),
    ...(terraform === null ? [] : [tryWhole("terraform", wanted, terraform.description, () => terraform.state())]),
    ...(alertDatabase === null
      ? []
      : [tryWhole("alertDatabase", wanted, alertDatabase.description, () => alertDatabase.health())]),
  ]);
  return tried.flat();
}

/** What is not excluded. */
class Wanted {
  readonly #exclusions: readonly Exclusion[];

  constructor(exclusions: readonly Exclusion[]) {
    this.#exclusions = exclusions;
  }

  has(service: ServiceName, part: ServicePart | null = null): boolean {
    return !isPartExcluded({ service, part }, this.#exclusions);
  }
}

interface KafkaQuestions {
  readonly groups: readonly string[];
  readonly lastMessages: readonly string[];
}

/** What was tried of Kafka: a KafkaUser mends what is forbidden. */
function ofKafka(attempts: readonly Attempt[]): Attempt[] {
  return attempts.map((one) => ({ ...one, of: "kafka" }));
}

function questionsOf(cluster: string, asks: MergedAsks, alertTopics: readonly string[]): KafkaQuestions {
  const lastMessages = [...new Set([...asks.lastMessagesOf(cluster), ...alertTopics])];
  return { groups: asks.groupsOf(cluster), lastMessages };
}

async function tryKafka(
  { cluster, reader }: KafkaService,
  wanted: Wanted,
  questions: KafkaQuestions,
): Promise<Attempt[]> {
  if (!wanted.has("kafka")) return [];
  const state = await reader.state();
  const reached = attempt(`reach ${reader.description}`, state);
  if (!state.ok) return ofKafka([reached]);
  const parts = KAFKA_PARTS.filter((part) => wanted.has("kafka", part)).map((part) =>
    attempt(`read ${partTitle(part)} of Kafka ${cluster}`, wholeOf(state.value, part)),
  );
  return ofKafka([reached, ...parts, ...(await tryQuestions(reader, wanted, { state: state.value, questions }))]);
}

/** A part whose items are read one by one is as good as its worst. */
function wholeOf(state: KafkaState, part: (typeof KAFKA_PARTS)[number]): Reading<unknown> {
  if (part === "brokerConfigs" && state.brokerConfigs.ok)
    return state.brokerConfigs.value.find(({ entries }) => !entries.ok)?.entries ?? state.brokerConfigs;
  if (part === "topicConfigs" && state.topicConfigs.ok)
    return state.topicConfigs.value.topics.find(({ overrides }) => !overrides.ok)?.overrides ?? state.topicConfigs;
  return state[part];
}

async function tryQuestions(
  reader: KafkaReader,
  wanted: Wanted,
  { state, questions }: { readonly state: KafkaState; readonly questions: KafkaQuestions },
): Promise<Attempt[]> {
  const listed = new Set(state.topics.ok ? state.topics.value.map(({ name }) => name) : []);
  const topics = questions.lastMessages.filter((name) => listed.has(name));
  const [groups, messages] = await Promise.all([
    wanted.has("kafka", "groups") && questions.groups.length > 0 ? reader.groups(questions.groups) : [],
    wanted.has("kafka", "lastMessages") && topics.length > 0 ? reader.lastMessages(topics) : [],
  ]);
  return [
    ...groups.map(({ name, reading }) => {
      const offsets = reading.ok && reading.value !== null ? reading.value.offsets : reading;
      return attempt(`read consumer group ${name}`, offsets);
    }),
    ...messages.map(({ name, reading }) => {
      const broken = reading.ok ? reading.value.find(({ last }) => !last.ok)?.last : undefined;
      return attempt(`read last messages of ${name}`, broken ?? reading);
    }),
  ];
}

async function tryRegistry({ name, reader }: RegistryService, wanted: Wanted): Promise<Attempt[]> {
  if (!wanted.has("schemaRegistry")) return [];
  const state = await reader.state();
  const reached = attempt(`reach ${reader.description}`, state);
  if (!state.ok) return [reached];
  const parts = (["compatibility", "mode", "subjects"] as const).filter((part) => wanted.has("schemaRegistry", part));
  return [
    reached,
    ...parts.map((part) => attempt(`read ${partTitle(part)} of schema registry ${name}`, state.value[part])),
  ];
}

async function tryObjectStore(reader: ObjectStoreReader, wanted: Wanted, asks: MergedAsks): Promise<Attempt[]> {
  if (!wanted.has("objectStore") || asks.buckets.length === 0) return [];
  const buckets = await reader.buckets(asks.buckets);
  return buckets.flatMap(({ name, exists, newest, ...rest }) => {
    const reached = attempt(`read bucket ${name} of ${reader.description}`, exists);
    if (!exists.ok || !exists.value) return [reached];
    const parts = (["lifecycle", "versioning", "publicAccess"] as const).filter((part) =>
      wanted.has("objectStore", part),
    );
    const objects = wanted.has("objectStore", "newest") ? newest : [];
    return [
      reached,
      ...parts.map((part) => attempt(`read ${partTitle(part)} of ${name}`, rest[part])),
      ...objects.map(({ prefix, object }) => attempt(`list objects of ${name} below ${prefix}`, object)),
    ];
  });
}

async function tryWhole(
  service: ServiceName,
  wanted: Wanted,
  ...[description, read]: readonly [string, () => Promise<Reading<unknown>>]
): Promise<Attempt[]> {
  return wanted.has(service) ? [attempt(`read ${description}`, await read())] : [];
}

function attempt(what: string, reading: Reading<unknown>): Attempt {
  return { what, of: "service", failure: reading.ok ? null : reading.failure };
}
