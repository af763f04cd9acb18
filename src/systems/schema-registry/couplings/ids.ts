import type { ExpectedSchema, RegistryServiceConfig } from "../../../config/services.ts";
import { found } from "../../found.ts";
import type { DeclaredIntent, SystemDifference } from "../../system.ts";
import { alertSubjectsOf } from "../alert-subjects.ts";
import { declaredRegistries } from "../parts.ts";
import { schemaVersionIn } from "../schema-version.ts";

/** The ids of alert schemas are fixed: version 7.1 is 701. A schema file whose name has a version must agree with it. */
export function judgeIds(intent: DeclaredIntent): readonly SystemDifference[] {
  return intent.services.registries.flatMap((registry) => {
    return alertSubjectsOf(registry, intent.declared).flatMap(({ name, versions }) =>
      versions.flatMap((version) => judgeId(version, { subject: name, registry, intent })),
    );
  });
}

interface Place {
  readonly subject: string;
  readonly registry: RegistryServiceConfig;
  readonly intent: DeclaredIntent;
}

function judgeId({ id, file }: ExpectedSchema, { subject, registry, intent }: Place): readonly SystemDifference[] {
  const version = file === null ? null : schemaVersionIn(file);
  if (version === null || version.id === id) return [];
  const declared = declaredRegistries(intent.declared).find(
    ({ object: { metadata } }) => metadata.name === registry.name && metadata.namespace === registry.namespace,
  );
  return [
    found(declared?.application ?? null, {
      kind: "coupling",
      layer: "intent",
      resource: { type: "schema", registry: registry.name, id },
      path: [],
      reason: "schema-id-convention",
      desired: version.id,
      statement: `holdfast.yaml gives schema ${version.text} of subject ${subject} the id ${id}, but alerts carry ${version.id}, which is major times 100 plus minor; correct the id or the file`,
    }),
  ];
}
