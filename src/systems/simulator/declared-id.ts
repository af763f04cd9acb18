import { coupling, flagPath } from "../intent/index.ts";
import { alertSubjectsOf } from "../schema-registry/alert-subjects.ts";
import { schemaVersionIn } from "../schema-registry/schema-version.ts";
import type { DeclaredIntent, SystemDifference } from "../system.ts";
import { containersOf, flagOf } from "../workload/index.ts";
import type { Load } from "./parts.ts";

const FLAG = "--schema-id";

/** The schema id is given to the load Job by hand. Where holdfast.yaml says which ids there are, it must be one of them. */
export function judgeDeclaredId(load: Load, { services, declared }: DeclaredIntent): readonly SystemDifference[] {
  const { schemaId, object } = load;
  const container = containersOf(object).find((candidate) => flagOf(candidate, FLAG) !== null);
  const registries = services.registries.filter(({ namespace }) => namespace === object.metadata.namespace);
  const versions = registries
    .flatMap((registry) => alertSubjectsOf(registry, declared))
    .flatMap((subject) => subject.versions);
  const ids = versions.map(({ id }) => id);
  // An id that its file's name contradicts is a finding of its own.
  const meant = versions.flatMap(({ file }) => (file === null ? [] : (schemaVersionIn(file)?.id ?? [])));
  if (container === undefined || schemaId === null || ids.length === 0) return [];
  if ([...ids, ...meant].includes(schemaId)) return [];
  const statement = `Job ${object.metadata.name} sends alerts with schema id ${schemaId}, but the subjects of alerts in holdfast.yaml have ${ids.join(", ")}; give it one of these, or declare the new version`;
  return [coupling({ reason: "undeclared-schema-id", one: load, path: flagPath(container, FLAG), statement })];
}
