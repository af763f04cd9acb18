import { type Reading, read, unread } from "../../../vocabulary/index.ts";
import type { RegistryState, SubjectState } from "../port.ts";
import type { RegistryApi } from "./api.ts";
import { compatibilityOf, modeOf, type OwnSettings } from "./own-settings.ts";
import { LEVEL, MODE, NAMES } from "./schemas.ts";
import { readVersions, type VersionsOf } from "./versions.ts";

/** Everything that a registry holds. A registry that does not answer at all is one failure. */
export async function readState(api: RegistryApi, description: string): Promise<Reading<RegistryState>> {
  const names = await readNames(api);
  if (!names.ok && isOutOfReach(names)) return unread(names.failure.reason, description, names.failure.why);
  const [compatibility, mode] = await Promise.all([readCompatibility(api), readMode(api)]);
  if (!names.ok) return read({ compatibility, mode, subjects: names });
  const [versions, levels, modes] = await Promise.all([
    readVersions(api, names.value.active),
    compatibilityOf(api, names.value.all, compatibility),
    modeOf(api, names.value.all, mode),
  ]);
  const parts = { names: names.value, versions, levels, modes };
  return read({ compatibility, mode, subjects: read(names.value.all.map((name) => subject(name, parts))) });
}

interface Names {
  /** Sorted. */
  readonly all: readonly string[];
  readonly active: readonly string[];
}

async function readNames(api: RegistryApi): Promise<Reading<Names>> {
  const list = (path: string) => api.list({ path, what: "subjects", schema: NAMES }, (name) => name);
  const active = await list("/subjects");
  if (!active.ok) return active;
  const withDeleted = await list("/subjects?deleted=true");
  if (!withDeleted.ok) return withDeleted;
  const all = [...new Set([...active.value, ...withDeleted.value])].toSorted();
  return read({ all, active: active.value.toSorted() });
}

function isOutOfReach(reading: Reading<unknown>): boolean {
  const reasons = ["unreachable", "timeout", "certificate-refused", "login-refused", "unsupported"];
  return !reading.ok && reasons.includes(reading.failure.reason);
}

async function readCompatibility(api: RegistryApi): Promise<Reading<string>> {
  const level = await api.get({ path: "/config", what: "compatibility", schema: LEVEL });
  return level.ok ? read(level.value.compatibilityLevel.toUpperCase()) : level;
}

/** Null where the server has no modes (Apicurio 2). */
async function readMode(api: RegistryApi): Promise<Reading<string | null>> {
  const mode = await api.get({ path: "/mode", what: "mode", schema: MODE });
  if (mode.ok) return read(mode.value.mode.toUpperCase());
  return mode.failure.reason === "unsupported" ? read(null) : mode;
}

interface SubjectParts {
  readonly names: Names;
  readonly versions: VersionsOf;
  readonly levels: OwnSettings;
  readonly modes: OwnSettings;
}

function subject(name: string, { names, versions, levels, modes }: SubjectParts): SubjectState {
  const deleted = !names.active.includes(name);
  return {
    name,
    deleted,
    compatibility: levels(name),
    mode: modes(name),
    versions: deleted ? read([]) : versions(name),
  };
}
