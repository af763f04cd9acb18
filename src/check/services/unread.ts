import { partTitle } from "../../findings/index.ts";
import { KAFKA_PARTS } from "../../observe/kafka/state.ts";
import type { KafkaEvidence, RegistryEvidence } from "../../systems/evidence.ts";
import type { ReadFailure, Reading, Resource } from "../../vocabulary/index.ts";
import type { ScopedFailure } from "../desired.ts";
import { isNotLookedAt } from "./looked-at.ts";

/** What could not be read of a Kafka cluster, parts that failed alike as one. */
export function unreadOfKafka(evidence: KafkaEvidence): ScopedFailure[] {
  const { cluster, state } = evidence;
  if (state === null) return [];
  const parts = KAFKA_PARTS.map((part) => ({ what: partTitle(part), reading: state[part] as Reading<unknown> }));
  const brokers = state.brokerConfigs.ok
    ? state.brokerConfigs.value.map(({ broker, entries }) => ({
        what: broker === null ? "cluster-wide broker configs" : `configs of broker ${broker}`,
        reading: entries,
      }))
    : [];
  const overrides = state.topicConfigs.ok
    ? state.topicConfigs.value.topics.map((topic) => ({
        what: `configs of topic ${topic.name}`,
        reading: topic.overrides,
      }))
    : [];
  const directories = state.logDirectories.ok
    ? state.logDirectories.value.map((of) => ({
        what: `log directories of broker ${of.broker}`,
        reading: of.directories,
      }))
    : [];
  const items = [
    ...evidence.groups.map(({ name, reading }) => ({ what: `consumer group ${name}`, reading })),
    ...evidence.groups.flatMap(({ name, reading }) => groupParts(name, reading)),
    ...evidence.lastMessages.map(({ name, reading }) => ({ what: `last messages of ${name}`, reading })),
    ...evidence.lastMessages.flatMap(({ name, reading }) =>
      reading.ok
        ? reading.value.map(({ partition, last }) => ({ what: `last message of ${name}-${partition}`, reading: last }))
        : [],
    ),
    ...evidence.absent.map(({ name, reading }) => ({ what: `topic ${name}`, reading })),
  ];
  const resource: Resource = { type: "broker", cluster, id: null };
  return together([...parts, ...overrides, ...brokers, ...directories, ...items], { of: `Kafka ${cluster}`, resource });
}

function groupParts(name: string, reading: KafkaEvidence["groups"][number]["reading"]): Part[] {
  if (!reading.ok || reading.value === null) return [];
  const { members, offsets } = reading.value;
  return [
    { what: `members of consumer group ${name}`, reading: members },
    { what: `offsets of consumer group ${name}`, reading: offsets },
  ];
}

/** What could not be read of a schema registry, parts that failed alike as one. */
export function unreadOfRegistry({ name, state, schemas }: RegistryEvidence): ScopedFailure[] {
  if (state === null) return [];
  const { compatibility, mode, subjects } = state;
  const perSubject = (subjects.ok ? subjects.value : []).flatMap((subject) => [
    { what: `compatibility of ${subject.name}`, reading: subject.compatibility },
    { what: `mode of ${subject.name}`, reading: subject.mode },
    { what: `versions of ${subject.name}`, reading: subject.versions },
  ]);
  const parts: Part[] = [
    { what: "compatibility", reading: compatibility },
    { what: "mode", reading: mode },
    { what: "subjects", reading: subjects },
    ...perSubject,
    ...schemas.map(({ id, reading }) => ({ what: `schema ${id}`, reading })),
  ];
  const resource: Resource = { type: "subject", registry: name, name: null };
  return together(parts, { of: `schema registry ${name}`, resource });
}

interface Part {
  readonly what: string;
  readonly reading: Reading<unknown>;
}

/** Named in full up to here; more are counted. */
const MOST_NAMED = 4;

/** Parts that failed for the same reason cost one finding, so that one missing permission is not nine. */
export function together(
  parts: readonly Part[],
  about: { readonly of: string; readonly resource: Resource },
): ScopedFailure[] {
  const failed = parts.flatMap(({ what, reading }) =>
    reading.ok || isNotLookedAt(reading) ? [] : [{ what, failure: reading.failure }],
  );
  const alike = Map.groupBy(failed, ({ failure }) => `${failure.reason}\n${failure.why}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const failure: ReadFailure = { ...first.failure, what: `${listed(group.map(({ what }) => what))} of ${about.of}` };
    return [{ failure, application: null, resource: about.resource }];
  });
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED);
  const rest = names.length - shown.length;
  const parts = rest === 0 ? shown : [...shown, `${rest} more`];
  const last = parts.at(-1) ?? "";
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
