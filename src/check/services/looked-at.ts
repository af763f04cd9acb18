import type { Exclusion } from "../../config/config.ts";
import type { ServiceName, ServicePart } from "../../config/service-parts.ts";
import { isPartExcluded } from "../../findings/index.ts";
import type { KafkaReader } from "../../observe/kafka/port.ts";
import { KAFKA_PARTS, type KafkaPart, type KafkaState } from "../../observe/kafka/state.ts";
import type { BucketState, ObjectStoreReader } from "../../observe/objectstore/port.ts";
import type { RegistryReader } from "../../observe/registry/port.ts";
import type { Services } from "../../observe/services/port.ts";
import { type Reading, read, unread } from "../../vocabulary/index.ts";

type Excluded = (part: ServicePart | null) => boolean;

/**
 * The services without what configuration says not to look at: such a service is not there, and such a part is unread
 * with the reason `not-looked-at`, which nobody reports.
 */
export function lookedAt(services: Services, exclusions: readonly Exclusion[]): Services {
  const of =
    (service: ServiceName): Excluded =>
    (part) =>
      isPartExcluded({ service, part }, exclusions);
  const [kafka, registry, store] = [of("kafka"), of("schemaRegistry"), of("objectStore")];
  const { objectStore } = services;
  return {
    kafka: kafka(null) ? [] : services.kafka.map((one) => ({ ...one, reader: withoutKafkaParts(one.reader, kafka) })),
    registries: registry(null)
      ? []
      : services.registries.map((one) => ({ ...one, reader: withoutRegistryParts(one.reader, registry) })),
    objectStore: objectStore === null || store(null) ? null : withoutBucketParts(objectStore, store),
    terraform: of("terraform")(null) ? null : services.terraform,
    alertDatabase: of("alertDatabase")(null) ? null : services.alertDatabase,
    close: () => services.close(),
  };
}

/** True for what was not read because nobody is to look at it. */
export function isNotLookedAt(reading: Reading<unknown>): boolean {
  return !reading.ok && reading.failure.reason === "not-looked-at";
}

function withoutKafkaParts(reader: KafkaReader, excluded: Excluded): KafkaReader {
  const parts = KAFKA_PARTS.filter(excluded);
  if (parts.length === 0 && !excluded("lastMessages")) return reader;
  const skip = (part: ServicePart, names: readonly string[]) => names.map((name) => ({ name, reading: skipped(part) }));
  return {
    description: reader.description,
    state: async () => mapped(await reader.state(), (state) => withoutParts(state, parts)),
    absent: (topics) => reader.absent(topics),
    groups: async (names) => (excluded("groups") ? skip("groups", names) : reader.groups(names)),
    lastMessages: async (topics) =>
      excluded("lastMessages") ? skip("lastMessages", topics) : reader.lastMessages(topics),
    requests: () => reader.requests(),
    close: () => reader.close(),
  };
}

function withoutParts(state: KafkaState, parts: readonly KafkaPart[]): KafkaState {
  return { ...state, ...Object.fromEntries(parts.map((part) => [part, skipped(part)])) };
}

function withoutRegistryParts(reader: RegistryReader, excluded: Excluded): RegistryReader {
  return {
    description: reader.description,
    state: async () =>
      mapped(await reader.state(), (state) => ({
        compatibility: excluded("compatibility") ? skipped("compatibility") : state.compatibility,
        mode: excluded("mode") ? skipped("mode") : state.mode,
        subjects: excluded("subjects")
          ? skipped("subjects")
          : mapped(state.subjects, (subjects) =>
              subjects.map((subject) => ({
                ...subject,
                ...(excluded("compatibility") && { compatibility: skipped("compatibility") }),
                ...(excluded("mode") && { mode: skipped("mode") }),
              })),
            ),
      })),
    schemas: async (ids) =>
      excluded("schemas") ? ids.map((id) => ({ id, reading: skipped("schemas") })) : reader.schemas(ids),
    requests: () => reader.requests(),
    close: () => reader.close(),
  };
}

function withoutBucketParts(reader: ObjectStoreReader, excluded: Excluded): ObjectStoreReader {
  const strip = (bucket: BucketState): BucketState => ({
    ...bucket,
    ...(excluded("lifecycle") && { lifecycle: skipped("lifecycle") }),
    ...(excluded("versioning") && { versioning: skipped("versioning") }),
    ...(excluded("publicAccess") && { publicAccess: skipped("publicAccess") }),
    newest: excluded("newest")
      ? bucket.newest.map(({ prefix }) => ({ prefix, object: skipped("newest") }))
      : bucket.newest,
  });
  return {
    description: reader.description,
    buckets: async (asked) => (await reader.buckets(asked)).map(strip),
    requests: () => reader.requests(),
    close: () => reader.close(),
  };
}

function skipped(part: ServicePart): Reading<never> {
  return unread("not-looked-at", part, "holdfast.yaml excludes it");
}

function mapped<T>(reading: Reading<T>, map: (value: T) => T): Reading<T> {
  return reading.ok ? read(map(reading.value)) : reading;
}
