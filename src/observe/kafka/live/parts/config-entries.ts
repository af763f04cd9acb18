import type { ConfigEntry as AnsweredEntry } from "kafkajs/src/broker/index.js";
import type { ConfigEntry } from "../../state.ts";
import { configSource } from "../names.ts";

/** A config as the state keeps it. A sensitive one has no value, and so have its synonyms. */
export function configEntry(answered: AnsweredEntry): ConfigEntry {
  const { configName, isSensitive } = answered;
  const shown = (value: string | null): string | null => (isSensitive ? null : value);
  return {
    name: configName,
    value: shown(answered.configValue),
    source: configSource(answered.configSource),
    sensitive: isSensitive,
    synonyms: answered.configSynonyms.map((synonym) => ({
      name: synonym.configName,
      value: shown(synonym.configValue),
      source: configSource(synonym.configSource),
    })),
  };
}
