import type { ConfigResource } from "kafkajs/src/broker/index.js";
import { type Reading, read } from "../../../../vocabulary/index.ts";
import type { ConfigEntry, TopicConfigs } from "../../state.ts";
import { byName } from "../byte-order.ts";
import { failureOf, refused, unreadBecause } from "../failure.ts";
import { CONFIG_OF_TOPIC } from "../names.ts";
import { configEntry } from "./config-entries.ts";
import type { Part } from "./part.ts";

/** Larger requests are not faster, and one that fails costs fewer topics. */
const CHUNK = 500;

/**
 * Only one topic is asked with synonyms: an override stands before what the topic would inherit without it, and that is
 * the same for all topics. It saves a quarter of the time.
 * @throws KafkaFailure where no topic tells what is inherited
 */
export async function readTopicConfigs(part: Part, names: readonly string[]): Promise<TopicConfigs> {
  const [sample] = names;
  if (sample === undefined) return { inherited: [], topics: [] };
  const [full, resources] = await Promise.all([describeOrNone(part, sample), describeAll(part, names)]);
  const inherited = inheritedFrom(full ?? (await describeReadable(part, resources)), resources);
  const chains = new Map(inherited.map((entry) => [entry.name, entry.synonyms]));
  return { inherited, topics: resources.map((resource) => overridesOf(resource, chains)).sort(byName) };
}

async function describeAll(part: Part, names: readonly string[]): Promise<ConfigResource[]> {
  const chunks = Array.from({ length: Math.ceil(names.length / CHUNK) }, (_, index) =>
    names.slice(index * CHUNK, (index + 1) * CHUNK),
  );
  const answers = await Promise.all(chunks.map((chunk) => describe(part, chunk, false)));
  return answers.flat();
}

async function describeOrNone(part: Part, name: string): Promise<ConfigResource | null> {
  const [resource] = await describe(part, [name], true);
  return resource === undefined || resource.errorCode !== 0 ? null : resource;
}

/** The sample could not be read: another one can, or the reason stands for all. */
async function describeReadable(part: Part, resources: readonly ConfigResource[]): Promise<ConfigResource> {
  const readable = resources.find(({ errorCode }) => errorCode === 0);
  const found = readable === undefined ? null : await describeOrNone(part, readable.resourceName);
  if (found === null) throw refused(resources.find(({ errorCode }) => errorCode !== 0)?.errorCode ?? -1);
  return found;
}

async function describe({ cluster, deadline }: Part, names: readonly string[], includeSynonyms: boolean) {
  const resources = names.map((name) => ({ type: CONFIG_OF_TOPIC, name }));
  const ask = () =>
    cluster.any((link) => link.kafkajs((broker) => broker.describeConfigs({ resources, includeSynonyms })), deadline);
  return (await ask()).resources;
}

type Synonyms = ConfigEntry["synonyms"];

/**
 * What a topic has without an override: what any topic without one says, else what stands behind the override. Kafka names
 * nothing behind `retention.ms` where the broker keeps its own default.
 */
function inheritedFrom({ configEntries }: ConfigResource, resources: readonly ConfigResource[]): ConfigEntry[] {
  return configEntries
    .map(configEntry)
    .sort(byName)
    .map((entry) => {
      if (entry.source !== "DYNAMIC_TOPIC_CONFIG") return entry;
      const [, next, ...rest] = entry.synonyms;
      const elsewhere = entryWithoutOverride(entry.name, resources);
      if (elsewhere !== null) return { ...elsewhere, synonyms: next === undefined ? [] : [next, ...rest] };
      if (next === undefined) return { ...entry, value: null, source: "UNKNOWN", synonyms: [] };
      return { ...entry, value: inMilliseconds(entry.name, next), source: next.source, synonyms: [next, ...rest] };
    });
}

function entryWithoutOverride(key: string, resources: readonly ConfigResource[]): ConfigEntry | null {
  for (const { configEntries, errorCode } of resources) {
    const answered = errorCode === 0 ? configEntries.find(({ configName }) => configName === key) : undefined;
    const entry = answered === undefined ? null : configEntry(answered);
    if (entry !== null && entry.source !== "DYNAMIC_TOPIC_CONFIG") return entry;
  }
  return null;
}

const UNITS: readonly (readonly [string, number])[] = [
  [".hours", 3_600_000],
  [".minutes", 60_000],
];

/** A topic counts its times in milliseconds; the broker's `log.retention.hours` behind `retention.ms` does not. */
function inMilliseconds(key: string, synonym: Synonyms[number]): string | null {
  const unit = UNITS.find(([suffix]) => synonym.name.endsWith(suffix));
  const amount = Number(synonym.value);
  if (!key.endsWith(".ms") || unit === undefined || synonym.value === null || amount < 0) return synonym.value;
  return String(amount * unit[1]);
}

function overridesOf(resource: ConfigResource, chains: ReadonlyMap<string, Synonyms>): TopicConfigs["topics"][number] {
  const name = resource.resourceName;
  if (resource.errorCode !== 0) {
    return { name, overrides: unreadBecause(failureOf(refused(resource.errorCode)), `configs of topic ${name}`) };
  }
  const entries = resource.configEntries
    .map(configEntry)
    .filter(({ source }) => source === "DYNAMIC_TOPIC_CONFIG")
    .sort(byName);
  const overrides: Reading<readonly ConfigEntry[]> = read(entries.map((entry) => withSynonyms(entry, chains)));
  return { name, overrides };
}

function withSynonyms(entry: ConfigEntry, chains: ReadonlyMap<string, Synonyms>): ConfigEntry {
  const { name, value, source } = entry;
  return { ...entry, synonyms: [{ name, value, source }, ...(chains.get(name) ?? [])] };
}
