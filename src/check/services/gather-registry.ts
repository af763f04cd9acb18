import type { RegistryServiceConfig } from "../../config/services.ts";
import type { KnownSchema, RegistryState } from "../../observe/registry/port.ts";
import type { RegistryService } from "../../observe/services/port.ts";
import type { KafkaEvidence, RegistryEvidence } from "../../systems/evidence.ts";
import { type Reading, read } from "../../vocabulary/index.ts";

/** What is known of the registry's schemas: of the ids that messages carry, and of every registered version. */
export async function gatherRegistry(
  { name, namespace, reader }: RegistryService,
  state: Reading<RegistryState>,
  { messageIds, schemaFiles, config }: RegistryQuestions,
): Promise<RegistryEvidence> {
  const subjects = config?.subjects ?? [];
  const known = {
    name,
    namespace,
    expected: subjects.map((subject) => ({ ...subject, schemaFiles })),
    alertTopics: config?.alertTopics ?? [],
  };
  if (!state.ok) return { ...known, state: null, schemas: [] };
  const registered = registeredIds(state.value);
  const unknown = messageIds.filter((id) => !registered.has(id));
  const asked = unknown.length === 0 ? [] : await reader.schemas(unknown);
  const own = [...registered.values()].map((schema) => ({ id: schema.id, reading: read<KnownSchema | null>(schema) }));
  return { ...known, state: state.value, schemas: [...own, ...asked] };
}

export interface RegistryQuestions {
  readonly messageIds: readonly number[];
  /** Text of schema files by their path. */
  readonly schemaFiles: Readonly<Record<string, string>>;
  /** Undefined where holdfast.yaml says nothing about its subjects. */
  readonly config: RegistryServiceConfig | undefined;
}

/** The schema ids that the last messages of alert topics carry. */
export function messageIdsOf(kafka: readonly KafkaEvidence[]): readonly number[] {
  const ends = kafka
    .flatMap(({ lastMessages }) => lastMessages)
    .flatMap(({ reading }) => (reading.ok ? reading.value : []));
  const ids = ends.flatMap(({ last }) => (last.ok ? (last.value?.schemaId ?? []) : []));
  return [...new Set(ids)];
}

function registeredIds({ subjects }: RegistryState): ReadonlyMap<number, KnownSchema> {
  const found = new Map<number, KnownSchema & { subjects: { subject: string; version: number }[] }>();
  for (const { name, versions } of subjects.ok ? subjects.value : [])
    for (const { id, version } of versions.ok ? versions.value : []) {
      const entry = found.get(id) ?? { id, subjects: [] };
      entry.subjects.push({ subject: name, version });
      found.set(id, entry);
    }
  return found;
}
