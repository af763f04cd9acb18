import type { ExpectedSchema } from "../../config/services.ts";
import type { SchemaReference, SchemaVersion, SubjectState } from "../../observe/registry/port.ts";
import type { Json, PathSegment } from "../../vocabulary/index.ts";
import type { ExpectedSubjectWithSchemas } from "../evidence.ts";
import { found } from "../found.ts";
import type { SystemDifference } from "../system.ts";
import { sameSchema } from "./schema-text.ts";

export interface VersionOptions {
  readonly registry: string;
  readonly application: string | null;
}

/** Compares the versions that git expects of a subject with those that are there. */
export function judgeVersions(
  wanted: ExpectedSubjectWithSchemas,
  { versions }: SubjectState,
  options: VersionOptions,
): readonly SystemDifference[] {
  if (!versions.ok || wanted.versions.length === 0) return [];
  const subject = { ...options, wanted, live: versions.value };
  const numbers = new Set(wanted.versions.map(({ version }) => version));
  const unclaimed = versions.value.filter(({ version }) => !numbers.has(version));
  const matched = wanted.versions.map((expected) => ({
    expected,
    live: byNumber(expected, versions.value) ?? byId(expected, unclaimed),
  }));
  const known = new Set(matched.map(({ live }) => live));
  return [
    ...matched.flatMap(({ expected, live }) =>
      live === undefined ? [missing(expected, subject)] : judgeVersion(expected, live, subject),
    ),
    ...versions.value.filter((version) => !known.has(version)).map((version) => extra(version, subject)),
  ];
}

interface Subject extends VersionOptions {
  readonly wanted: ExpectedSubjectWithSchemas;
}

/** Git need not give a number. */
function byNumber({ version }: ExpectedSchema, live: readonly SchemaVersion[]): SchemaVersion | undefined {
  return live.find((one) => one.version === version);
}

/** A schema that was registered anew keeps its id and gets another number. */
function byId({ id }: ExpectedSchema, live: readonly SchemaVersion[]): SchemaVersion | undefined {
  return live.find((one) => one.id === id);
}

function missing({ id, version }: ExpectedSchema, { wanted, registry, application }: Subject): SystemDifference {
  const which = version === null ? `a version with schema id ${id}` : `version ${version} with schema id ${id}`;
  return found(application, {
    kind: "missing",
    layer: "service",
    resource: { type: "schema", registry, id },
    statement: `Subject ${wanted.name} of schema registry ${registry} lacks ${which}`,
  });
}

function extra({ id, version }: SchemaVersion, { wanted, registry, application }: Subject): SystemDifference {
  return found(application, {
    kind: "extra",
    layer: "service",
    resource: { type: "schema", registry, id },
    reason: "undeclared",
    statement: `Subject ${wanted.name} of schema registry ${registry} has version ${version} with schema id ${id}, which git does not expect`,
  });
}

function judgeVersion(expected: ExpectedSchema, live: SchemaVersion, subject: Subject): readonly SystemDifference[] {
  return [
    ...judgeId(expected, live, subject),
    ...judgeNumber(expected, live, subject),
    ...judgeText(expected, live, subject),
    ...judgeReferences(expected, live, subject),
  ];
}

function judgeId(expected: ExpectedSchema, live: SchemaVersion, subject: Subject): readonly SystemDifference[] {
  if (expected.id === live.id) return [];
  const statement = `${titleOf(live, subject)} has schema id ${live.id}, but ${expected.id} is expected`;
  return [changed(subject, { live, field: "id", statement, sides: { desired: expected.id, live: live.id } })];
}

function judgeNumber(
  { id, version }: ExpectedSchema,
  live: SchemaVersion,
  subject: Subject,
): readonly SystemDifference[] {
  if (version === null || version === live.version) return [];
  const statement = `Subject ${subject.wanted.name} has schema id ${id} as version ${live.version}, but version ${version} is expected`;
  return [changed(subject, { live, field: "version", statement, sides: { desired: version, live: live.version } })];
}

function judgeText({ file }: ExpectedSchema, live: SchemaVersion, subject: Subject): readonly SystemDifference[] {
  const text = file === null ? undefined : subject.wanted.schemaFiles[file];
  if (text === undefined || sameSchema(text, live.schema, live.schemaType)) return [];
  return [
    changed(subject, { live, field: "schema", statement: `${titleOf(live, subject)} is another schema than ${file}` }),
  ];
}

function judgeReferences(expected: ExpectedSchema, live: SchemaVersion, subject: Subject): readonly SystemDifference[] {
  if (expected.references === null) return [];
  const [wanted, has] = [listed(expected.references), listed(live.references)];
  if (JSON.stringify(wanted) === JSON.stringify(has)) return [];
  const statement = `${titleOf(live, subject)} refers to other schemas than git says`;
  return [changed(subject, { live, field: "references", statement, sides: { desired: wanted, live: has } })];
}

/** Order does not count. */
function listed(references: readonly SchemaReference[]): Json[] {
  return references
    .map(({ name, subject, version }) => ({ name, subject, version }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Change {
  readonly live: SchemaVersion;
  readonly field: string;
  readonly statement: string;
  readonly sides?: { readonly desired: Json; readonly live: Json };
}

function changed({ registry, application, wanted }: Subject, change: Change): SystemDifference {
  const { version } = change.live;
  const item: PathSegment = { index: version - 1, key: { version } };
  return found(application, {
    kind: "changed",
    layer: "service",
    resource: { type: "subject", registry, name: wanted.name },
    path: ["versions", item, change.field],
    statement: change.statement,
    ...change.sides,
  });
}

function titleOf({ version }: SchemaVersion, { wanted }: Subject): string {
  return `Version ${version} of subject ${wanted.name}`;
}
