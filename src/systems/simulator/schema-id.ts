import type { Evidence, RegistryEvidence } from "../evidence.ts";
import { found } from "../found.ts";
import type { SystemDifference } from "../system.ts";
import type { Load } from "./parts.ts";

/**
 * The schema id is given to the load Job by hand, and must be one that the registry knows. What messages already carry
 * or git expects of the registry is the schema registry's own finding.
 */
export function judgeGivenId(load: Load, evidence: Evidence): readonly SystemDifference[] {
  const { schemaId, application, object } = load;
  const registries = evidence.registries.filter(({ namespace }) => namespace === object.metadata.namespace);
  const [registry] = registries.length === 0 ? evidence.registries : registries;
  if (schemaId === null || registry === undefined || !surelyLacks(registry, schemaId)) return [];
  return [
    found(application, {
      kind: "missing",
      layer: "service",
      resource: { type: "schema", registry: registry.name, id: schemaId },
      reason: "unknown-schema-id",
      statement: `Schema registry ${registry.name} does not know schema id ${schemaId}, which Job ${object.metadata.name} is told`,
    }),
  ];
}

/** True where every version of every subject was read, none has the id, and nobody else reports it. */
function surelyLacks({ state, schemas, expected }: RegistryEvidence, id: number): boolean {
  if (state === null || !state.subjects.ok || !state.subjects.value.every(({ versions }) => versions.ok)) return false;
  const isExpected = expected.some(({ versions }) => versions.some((version) => version.id === id));
  return !isExpected && schemas.every((schema) => schema.id !== id);
}
