import type { EnvironmentConfig } from "../../config/config.ts";
import type { Services } from "../../observe/services/port.ts";
import type {
  Declared,
  DeclaredObject,
  Evidence,
  KafkaEvidence,
  LiveObjects,
  RegistryEvidence,
} from "../../systems/evidence.ts";
import type { ScopedFailure } from "../desired.ts";
import { type MergedAsks, mergeAsks } from "./asks.ts";
import { gatherKafka } from "./gather-kafka.ts";
import { gatherRegistry, messageIdsOf } from "./gather-registry.ts";
import type { ServiceAnswers, ServiceReadings } from "./readings.ts";
import { readSchemaFiles } from "./schema-files.ts";
import { unreadOfKafka, unreadOfRegistry } from "./unread.ts";
import { unreadOfBuckets, unreadServices } from "./unread-services.ts";
import { wantedTopics } from "./wanted-topics.ts";

export interface GatherOptions {
  readonly environment: EnvironmentConfig;
  readonly declared: Declared;
  readonly live: LiveObjects;
  readonly argoApplications: readonly DeclaredObject[];
  readonly now: Date;
  /** Folder of the tree that is checked. */
  readonly root: string;
}

/** What the systems judge from, and what of it could not be read. */
export interface Gathered {
  readonly evidence: Evidence;
  readonly failures: readonly ScopedFailure[];
}

/** Waits for what was begun, asks services what systems want besides, and puts everything together. */
export async function gatherEvidence(readings: ServiceReadings, options: GatherOptions): Promise<Gathered> {
  const { declared, live, argoApplications, now, environment } = options;
  const { services } = readings;
  const asks = mergeAsks(declared);
  const [answers, files, buckets] = await Promise.all([
    readings.answers,
    readSchemaFiles(environment.services.registries, options.root),
    services.objectStore === null ? null : services.objectStore.buckets(asks.buckets),
  ]);
  const asked = { services, answers, asks, options };
  const kafka = await gatherAllKafka(asked);
  const registries = await gatherAllRegistries(asked, { kafka, schemaFiles: files.texts });
  const failures = [
    ...unreadServices(services, answers),
    ...kafka.flatMap(unreadOfKafka),
    ...registries.flatMap(unreadOfRegistry),
    ...unreadOfBuckets(buckets ?? []),
    ...files.failures,
  ];
  const terraform = answers.terraform?.ok ? answers.terraform.value : null;
  const alertDatabaseHealth = answers.health?.ok ? answers.health.value.status : null;
  return {
    evidence: { now, declared, live, argoApplications, kafka, registries, buckets, terraform, alertDatabaseHealth },
    failures,
  };
}

interface Asked {
  readonly services: Services;
  readonly answers: ServiceAnswers;
  readonly asks: MergedAsks;
  readonly options: GatherOptions;
}

async function gatherAllKafka({ services, answers, asks, options }: Asked): Promise<KafkaEvidence[]> {
  const { environment, declared, live } = options;
  const alertTopics = environment.services.registries.flatMap((registry) => registry.alertTopics);
  const gathered = services.kafka.map(async (service, index) => {
    const state = answers.kafka[index];
    if (state === undefined) return [];
    const lastMessages = [...new Set([...asks.lastMessagesOf(service.cluster), ...alertTopics])];
    const topics = wantedTopics(service.namespace, declared, live);
    return [await gatherKafka(service, state, { groups: asks.groupsOf(service.cluster), lastMessages, topics })];
  });
  return (await Promise.all(gathered)).flat();
}

async function gatherAllRegistries(
  { services, answers, options }: Asked,
  { kafka, schemaFiles }: { kafka: readonly KafkaEvidence[]; schemaFiles: Readonly<Record<string, string>> },
): Promise<RegistryEvidence[]> {
  const messageIds = messageIdsOf(kafka);
  const configs = options.environment.services.registries;
  const gathered = services.registries.map(async (service, index) => {
    const state = answers.registries[index];
    if (state === undefined) return [];
    const config = configs.find(({ name }) => name === service.name);
    return [await gatherRegistry(service, state, { messageIds, schemaFiles, config })];
  });
  return (await Promise.all(gathered)).flat();
}
