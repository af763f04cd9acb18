import { z } from "zod";
import { type Reading, read, type UnreadableReason } from "../../../vocabulary/index.ts";
import type { SchemaVersion } from "../port.ts";
import type { RegistryApi } from "./api.ts";
import { NUMBERS, toVersion, VERSION, VERSION_OF_SUBJECT } from "./schemas.ts";

/** A subject's versions by its name. */
export type VersionsOf = (subject: string) => Reading<readonly SchemaVersion[]>;

type Versions = Map<string, Reading<readonly SchemaVersion[]>>;

/**
 * The versions of all subjects: in one request where the server lists schemas with their subjects, else one request for
 * each version. A subject that the list leaves out is asked for by itself: a list may hide what one may not see.
 */
export async function readVersions(api: RegistryApi, subjects: readonly string[]): Promise<VersionsOf> {
  const list = subjects.length === 0 ? read(new Map()) : await listed(api);
  if (!list.ok) return () => list;
  const known = list.value;
  const missing = subjects.filter((name) => !known.has(name));
  const single = await Promise.all(missing.map(async (name) => [name, await versionsOf(api, name)] as const));
  const versions: Versions = new Map([...known, ...single]);
  return (name) => versions.get(name) ?? read([]);
}

/** Apicurio lists schemas without saying whose they are; older servers list none: both give an empty map. */
async function listed(api: RegistryApi): Promise<Reading<Versions>> {
  const question = { path: "/schemas", what: "schemas", schema: z.array(VERSION_OF_SUBJECT) };
  const list = await api.list(question, ({ subject, version }) => `${version} ${subject}`);
  if (!list.ok) return NOT_AGAIN.has(list.failure.reason) ? list : read(new Map());
  const bySubject = Map.groupBy(list.value, ({ subject }) => subject);
  return read(new Map([...bySubject].map(([subject, versions]) => [subject, read(inOrder(versions.map(toVersion)))])));
}

/** What asking for each subject would end in too. */
const NOT_AGAIN: ReadonlySet<UnreadableReason> = new Set(["timeout", "unreachable"]);

async function versionsOf(api: RegistryApi, subject: string): Promise<Reading<readonly SchemaVersion[]>> {
  const path = `/subjects/${encodeURIComponent(subject)}/versions`;
  const what = `versions of subject ${subject}`;
  const numbers = await api.list({ path, what, schema: NUMBERS }, String);
  if (!numbers.ok) return numbers;
  const versions: SchemaVersion[] = [];
  const readings = await Promise.all(
    numbers.value.map((number) => api.get({ path: `${path}/${number}`, what, schema: VERSION })),
  );
  for (const reading of readings) {
    if (!reading.ok) return reading;
    versions.push(toVersion(reading.value));
  }
  return read(inOrder(versions));
}

function inOrder(versions: readonly SchemaVersion[]): SchemaVersion[] {
  return versions.toSorted((one, other) => one.version - other.version);
}
