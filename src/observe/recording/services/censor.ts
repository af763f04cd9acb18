import { isJsonObject, type Json, type Reading, unread } from "../../../vocabulary/index.ts";
import type { ConfigEntry, KafkaState } from "../../kafka/state.ts";

/** Takes every known Secret value out of a text. */
export type Scrub = (text: string) => string;

/** The fields of services' states that hold foreign text; every other text is a name, which must stay to be found again. */
const TEXTS: ReadonlySet<string> = new Set(["why", "what", "error", "schema", "value"]);

/** A copy without any known Secret value in its texts. */
export function scrubTexts(value: Json, scrub: Scrub, key = ""): Json {
  if (typeof value === "string") return TEXTS.has(key) ? scrub(value) : value;
  if (Array.isArray(value)) return value.map((item) => scrubTexts(item, scrub, key));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, scrubTexts(field ?? null, scrub, name)]),
  );
}

/**
 * A copy without the values that Kafka calls sensitive. Configs among which a Secret value stands are unread in the
 * recording: a value that was scrubbed would look like another value.
 */
export function censorKafka(state: KafkaState, scrub: Scrub): KafkaState {
  const { topicConfigs, brokerConfigs } = state;
  return {
    ...state,
    topicConfigs: mapped(topicConfigs, ({ inherited, topics }) => ({
      inherited: inherited.map(withoutSensitive).filter((entry) => !hides(entry, scrub)),
      topics: topics.map(({ name, overrides }) => ({
        name,
        overrides: censorEntries(overrides, `configs of topic ${name}`, scrub),
      })),
    })),
    brokerConfigs: mapped(brokerConfigs, (configs) =>
      configs.map(({ broker, entries }) => ({
        broker,
        entries: censorEntries(
          entries,
          broker === null ? "cluster-wide configs" : `configs of broker ${broker}`,
          scrub,
        ),
      })),
    ),
  };
}

function censorEntries(
  reading: Reading<readonly ConfigEntry[]>,
  what: string,
  scrub: Scrub,
): Reading<readonly ConfigEntry[]> {
  if (!reading.ok) return reading;
  const entries = reading.value.map(withoutSensitive);
  const hidden = entries.find((entry) => hides(entry, scrub));
  if (hidden === undefined) return { ok: true, value: entries };
  return unread("masked", what, `a recording keeps no Secret value, and ${hidden.name} holds one`);
}

function withoutSensitive(entry: ConfigEntry): ConfigEntry {
  if (!entry.sensitive) return entry;
  return { ...entry, value: null, synonyms: entry.synonyms.map((synonym) => ({ ...synonym, value: null })) };
}

function hides({ value, synonyms }: ConfigEntry, scrub: Scrub): boolean {
  return [value, ...synonyms.map((synonym) => synonym.value)].some((text) => text !== null && scrub(text) !== text);
}

function mapped<T>(reading: Reading<T>, map: (value: T) => T): Reading<T> {
  return reading.ok ? { ok: true, value: map(reading.value) } : reading;
}
