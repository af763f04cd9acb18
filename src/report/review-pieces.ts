import {
  type ChangedField,
  type Json,
  type ReviewedEnvironment,
  type ReviewedResource,
  resourceKey,
} from "../vocabulary/index.ts";

/** From so many environments on, a field that changes alike in all of them is told once, apart from the others. */
const ALIKE = 3;

/**
 * The environments with their resources in pieces: the fields of a resource that change alike in the same three or more
 * environments are a piece of their own, so that what is the same everywhere does not hide in what is not. Effects are
 * told elsewhere, and a checksum's value tells nobody anything: both are left out.
 */
export function inPieces(environments: readonly ReviewedEnvironment[]): readonly ReviewedEnvironment[] {
  const plain = environments.map((environment) => ({
    ...environment,
    resources: environment.resources.map(withoutDigests),
  }));
  const owners = new Map<string, string[]>();
  for (const { name, resources } of plain) {
    for (const key of new Set(
      resources.flatMap((resource) => resource.fields.map((field) => keyOf(resource, field))),
    )) {
      owners.set(key, [...(owners.get(key) ?? []), name]);
    }
  }
  const setOf = (resource: ReviewedResource, field: ChangedField): string => {
    const names = owners.get(keyOf(resource, field)) ?? [];
    return names.length < ALIKE ? "" : JSON.stringify(names);
  };
  return plain.map((environment) => ({
    ...environment,
    resources: environment.resources.flatMap((resource) => {
      const sets = Map.groupBy(resource.fields, (field) => setOf(resource, field));
      return sets.size === 0 ? [resource] : [...sets.values()].map((fields) => ({ ...resource, fields }));
    }),
  }));
}

function withoutDigests(resource: ReviewedResource): ReviewedResource {
  return { ...resource, effects: [], fields: resource.fields.map(withoutDigest) };
}

function withoutDigest(field: ChangedField): ChangedField {
  const { keyedPath, before, after } = field;
  if (!/checksum|sha256|hash/i.test(keyedPath) || !isDigest(before) || !isDigest(after)) return field;
  return { ...field, before: "a checksum", after: "another checksum" };
}

function isDigest(value: Json | undefined): boolean {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function keyOf({ application, resource, change, formerly }: ReviewedResource, field: ChangedField): string {
  return JSON.stringify([application, resourceKey(resource), change, formerly, field]);
}
