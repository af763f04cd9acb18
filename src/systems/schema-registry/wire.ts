import type { LastMessage, Named, PartitionEnd } from "../../observe/kafka/port.ts";
import type { KnownSchema } from "../../observe/registry/port.ts";
import type { Cause, SchemaResource, TopicResource } from "../../vocabulary/index.ts";
import type { Evidence, KafkaEvidence, RegistryEvidence } from "../evidence.ts";
import { found } from "../found.ts";
import type { SystemDifference } from "../system.ts";
import { applicationOfRegistry, clusterOf, syncedSubjects } from "./parts.ts";

/** The subject of the alert schemas where no sync Job says another. */
const ALERT_SUBJECTS = ["alert-packet"];

/** Whether consumers can read what was last sent to the topics that carry alerts. */
export function judgeWire(registry: RegistryEvidence, evidence: Evidence): readonly SystemDifference[] {
  const application = applicationOfRegistry(registry, evidence.declared);
  const topics = evidence.kafka
    .filter((kafka) => servesRegistry(kafka, registry, evidence))
    .flatMap((kafka) => kafka.lastMessages.flatMap((topic) => sentTo(kafka, topic)));
  const synced = syncedSubjects(evidence.declared, registry.namespace);
  const subjects = synced.length === 0 ? ALERT_SUBJECTS : synced;
  return [
    ...judgeUnknownIds(topics, registry, application),
    ...topics.flatMap((topic) => judgeFormat(topic, application)),
    ...topics.flatMap((topic) => judgeSubject(topic, { registry, subjects, application })),
  ];
}

/** What messages carry although the registry does not know it. */
export function unknownIds({ schemas }: RegistryEvidence): ReadonlySet<number> {
  return new Set(schemas.flatMap(({ id, reading }) => (reading.ok && reading.value === null ? [id] : [])));
}

/** True where the registry keeps its schemas in that cluster; the only registry serves every cluster. */
export function servesRegistry(kafka: KafkaEvidence, registry: RegistryEvidence, evidence: Evidence): boolean {
  const cluster = clusterOf(registry, evidence);
  if (cluster === null || evidence.registries.length === 1) return evidence.registries.length === 1;
  return kafka.cluster === cluster && kafka.namespace === registry.namespace;
}

interface Sent {
  readonly topic: TopicResource;
  readonly messages: readonly (LastMessage & { readonly partition: number })[];
}

function sentTo({ cluster }: KafkaEvidence, { name, reading }: Named<readonly PartitionEnd[]>): readonly Sent[] {
  if (!reading.ok) return [];
  const messages = reading.value.flatMap(({ partition, last }) =>
    last.ok && last.value !== null ? [{ ...last.value, partition }] : [],
  );
  return [{ topic: { type: "topic", cluster, name }, messages }];
}

function judgeUnknownIds(
  topics: readonly Sent[],
  registry: RegistryEvidence,
  application: string | null,
): readonly SystemDifference[] {
  return [...unknownIds(registry)].flatMap((id) => {
    const resource: SchemaResource = { type: "schema", registry: registry.name, id };
    const carriers = topics.flatMap(({ topic, messages }) => {
      const partitions = messages.filter(({ schemaId }) => schemaId === id).map(({ partition }) => partition);
      return partitions.length === 0 ? [] : [{ topic, partitions }];
    });
    if (carriers.length === 0) return [];
    const statement = `Schema registry ${registry.name} does not know schema id ${id}, which messages carry`;
    const cause = missingSubjectOf(id, registry);
    return [
      found(application, {
        kind: "missing",
        layer: "service",
        resource,
        reason: "unknown-schema-id",
        statement,
        ...(cause !== null && { cause }),
      }),
      ...carriers.map(({ topic, partitions }) =>
        found(application, {
          kind: "changed",
          layer: "service",
          resource: topic,
          path: ["messages", "schemaId"],
          live: id,
          reason: "unknown-schema-id",
          statement: `The last message of topic ${topic.name} in ${listed(partitions)} cannot be read, because the registry does not know schema id ${id}`,
          cause: { resource, path: null },
        }),
      ),
    ];
  });
}

/** The subject that should have brought the id, where the registry lacks it altogether. */
function missingSubjectOf(id: number, { name, expected, state }: RegistryEvidence): Cause | null {
  const subject = expected.find(({ versions }) => versions.some((version) => version.id === id))?.name;
  const subjects = state?.subjects.ok === true ? state.subjects.value : [];
  if (subject === undefined || subjects.some((one) => one.name === subject && !one.deleted)) return null;
  return { resource: { type: "subject", registry: name, name: subject }, path: null };
}

function judgeFormat({ topic, messages }: Sent, application: string | null): readonly SystemDifference[] {
  const partitions = messages.filter(({ schemaId }) => schemaId === null).map(({ partition }) => partition);
  if (partitions.length === 0) return [];
  return [
    found(application, {
      kind: "changed",
      layer: "service",
      resource: topic,
      path: ["messages", "format"],
      statement: `The last message of topic ${topic.name} in ${listed(partitions)} is not in the registry's wire format, so consumers cannot read it`,
    }),
  ];
}

interface SubjectOptions {
  readonly registry: RegistryEvidence;
  readonly subjects: readonly string[];
  readonly application: string | null;
}

function judgeSubject({ topic, messages }: Sent, options: SubjectOptions): readonly SystemDifference[] {
  const { registry, application } = options;
  const allowed = [`${topic.name}-value`, ...options.subjects];
  const wrong = messages.flatMap(({ partition, schemaId }) => {
    const subjects = subjectsOf(schemaId, registry);
    return subjects.length === 0 || subjects.some((subject) => allowed.includes(subject))
      ? []
      : [{ partition, subjects }];
  });
  if (wrong.length === 0) return [];
  const others = [...new Set(wrong.flatMap(({ subjects }) => subjects))];
  const partitions = wrong.map(({ partition }) => partition);
  return [
    found(application, {
      kind: "changed",
      layer: "service",
      resource: topic,
      path: ["messages", "subject"],
      desired: allowed,
      live: others,
      reason: "wrong-subject",
      statement: `The last message of topic ${topic.name} in ${listed(partitions)} has a schema of subject ${others.join(", ")}, not of ${allowed.join(" or ")}`,
    }),
  ];
}

/** Empty where the id is unknown or the registry cannot tell. */
function subjectsOf(id: number | null, { schemas }: RegistryEvidence): readonly string[] {
  const reading = schemas.find((schema) => schema.id === id)?.reading;
  const known: KnownSchema | null = reading?.ok === true ? reading.value : null;
  return [...new Set((known?.subjects ?? []).map(({ subject }) => subject))];
}

function listed(partitions: readonly number[]): string {
  return partitions.length === 1 ? `partition ${partitions[0]}` : `partitions ${partitions.join(", ")}`;
}
