import type { EnvironmentConfig, Exclusion } from "../config/config.ts";
import { partTitle } from "../findings/index.ts";
import { KAFKA_PARTS, type KafkaState } from "../observe/kafka/state.ts";
import type { ObjectStoreReader } from "../observe/objectstore/port.ts";
import type { KafkaService, RegistryService, Services } from "../observe/services/port.ts";
import type { Declared } from "../systems/evidence.ts";
import type { Reading } from "../vocabulary/index.ts";
import type { Attempt } from "./access-attempt.ts";
import { type MergedAsks, mergeAsks } from "./services/asks.ts";
import { isNotLookedAt, lookedAt } from "./services/index.ts";

export interface ServicesToTry {
  readonly environment: EnvironmentConfig;
  readonly services: Services;
  /** What git declares: systems ask for topics, groups and buckets by it. */
  readonly declared: Declared;
  readonly exclusions: readonly Exclusion[];
}

/** Tries everything that a check reads of services, part by part; what is excluded is not tried. */
export async function tryServices(given: ServicesToTry): Promise<Attempt[]> {
  const { environment, declared, exclusions } = given;
  const { kafka, registries, objectStore, terraform, alertDatabase } = lookedAt(given.services, exclusions);
  const asks = mergeAsks(declared);
  const alertTopics = environment.services.registries.flatMap((registry) => registry.alertTopics);
  const tried = await Promise.all([
    ...kafka.map((service) => tryKafka(service, questionsOf(service.cluster, asks, alertTopics))),
    ...registries.map(tryRegistry),
    objectStore === null ? [] : tryObjectStore(objectStore, asks),
    terraform === null ? [] : tryWhole(terraform.description, terraform.state()),
    alertDatabase === null ? [] : tryWhole(alertDatabase.description, alertDatabase.health()),
  ]);
  return tried.flat();
}

interface KafkaQuestions {
  readonly groups: readonly string[];
  readonly lastMessages: readonly string[];
}

function questionsOf(cluster: string, asks: MergedAsks, alertTopics: readonly string[]): KafkaQuestions {
  const lastMessages = [...new Set([...asks.lastMessagesOf(cluster), ...alertTopics])];
  return { groups: asks.groupsOf(cluster), lastMessages };
}

async function tryKafka(service: KafkaService, questions: KafkaQuestions): Promise<Attempt[]> {
  const { cluster, reader } = service;
  const state = await reader.state();
  const parts = state.ok
    ? KAFKA_PARTS.flatMap((part) =>
        attempted(`read ${partTitle(part)} of Kafka ${cluster}`, worstOf(state.value, part), "kafka"),
      )
    : [];
  const besides = state.ok ? await tryQuestions(service, state.value, questions) : [];
  return [...attempted(`reach ${reader.description}`, state, "kafka"), ...parts, ...besides];
}

/** A part whose items are read one by one is as good as its worst. */
function worstOf(state: KafkaState, part: (typeof KAFKA_PARTS)[number]): Reading<unknown> {
  return itemsOf(state, part).find(({ ok }) => !ok) ?? state[part];
}

function itemsOf({ topicConfigs, brokerConfigs, logDirectories }: KafkaState, part: string): Reading<unknown>[] {
  if (part === "topicConfigs" && topicConfigs.ok) return topicConfigs.value.topics.map(({ overrides }) => overrides);
  if (part === "brokerConfigs" && brokerConfigs.ok) return brokerConfigs.value.map(({ entries }) => entries);
  if (part === "logDirectories" && logDirectories.ok) return logDirectories.value.map(({ directories }) => directories);
  return [];
}

async function tryQuestions(
  { reader }: KafkaService,
  { topics }: KafkaState,
  { groups, lastMessages }: KafkaQuestions,
): Promise<Attempt[]> {
  const listed = new Set(topics.ok ? topics.value.map(({ name }) => name) : []);
  const present = lastMessages.filter((name) => listed.has(name));
  const [described, ends] = await Promise.all([
    groups.length === 0 ? [] : reader.groups(groups),
    present.length === 0 ? [] : reader.lastMessages(present),
  ]);
  return [
    ...described.flatMap(({ name, reading }) => {
      const offsets = reading.ok && reading.value !== null ? reading.value.offsets : reading;
      return attempted(`read consumer group ${name}`, offsets, "kafka");
    }),
    ...ends.flatMap(({ name, reading }) => {
      const broken = reading.ok ? reading.value.find(({ last }) => !last.ok)?.last : undefined;
      return attempted(`read last messages of ${name}`, broken ?? reading, "kafka");
    }),
  ];
}

async function tryRegistry({ name, reader }: RegistryService): Promise<Attempt[]> {
  const state = await reader.state();
  const parts = state.ok ? (["compatibility", "mode", "subjects"] as const) : [];
  return [
    ...attempted(`reach ${reader.description}`, state),
    ...parts.flatMap((part) =>
      attempted(`read ${partTitle(part)} of schema registry ${name}`, state.ok ? state.value[part] : state),
    ),
  ];
}

async function tryObjectStore(reader: ObjectStoreReader, { buckets: asked }: MergedAsks): Promise<Attempt[]> {
  const buckets = asked.length === 0 ? [] : await reader.buckets(asked);
  return buckets.flatMap(({ name, exists, newest, ...rest }) => {
    const there = exists.ok && exists.value;
    const parts = there ? (["lifecycle", "versioning", "publicAccess"] as const) : [];
    return [
      ...attempted(`read bucket ${name} of ${reader.description}`, exists),
      ...parts.flatMap((part) => attempted(`read ${partTitle(part)} of ${name}`, rest[part])),
      ...(there ? newest : []).flatMap(({ prefix, object }) =>
        attempted(`list objects of ${name} below ${prefix}`, object),
      ),
    ];
  });
}

async function tryWhole(description: string, reading: Promise<Reading<unknown>>): Promise<Attempt[]> {
  return attempted(`read ${description}`, await reading);
}

/** Nothing for what is not looked at. */
function attempted(what: string, reading: Reading<unknown>, of: Attempt["of"] = "service"): Attempt[] {
  if (isNotLookedAt(reading)) return [];
  return [{ what, of, failure: reading.ok ? null : reading.failure }];
}
