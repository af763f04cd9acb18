import { resourceOf } from "../../vocabulary/index.ts";
import type { RegistryEvidence } from "../evidence.ts";
import { found } from "../found.ts";
import { fieldOf, type SystemDifference } from "../system.ts";
import { textOf } from "../workload/index.ts";
import { type Registry, wholeRegistry } from "./parts.ts";

const WRITABLE = "READWRITE";

/** Compares the running registry's level with its resource, and its mode with the one in which it takes schemas. */
export function judgeLevelAndMode(
  registry: Registry | null,
  evidence: RegistryEvidence,
  application: string | null,
): readonly SystemDifference[] {
  return [...judgeLevel(registry, evidence, application), ...judgeMode(evidence, application)];
}

function judgeLevel(
  registry: Registry | null,
  { name, state }: RegistryEvidence,
  application: string | null,
): readonly SystemDifference[] {
  if (registry === null || state === null || !state.compatibility.ok) return [];
  const wanted = textOf(fieldOf(registry.live, "spec", "compatibilityLevel"))?.toUpperCase();
  const live = state.compatibility.value.toUpperCase();
  if (wanted === undefined || wanted === live) return [];
  return [
    found(application, {
      kind: "changed",
      layer: "service",
      resource: wholeRegistry(name),
      path: ["compatibility"],
      desired: wanted,
      live,
      statement: `Schema registry ${name} demands compatibility ${live}, but its resource asks for ${wanted}`,
      cause: { resource: resourceOf(registry.live), path: ["spec", "compatibilityLevel"] },
    }),
  ];
}

function judgeMode({ name, state }: RegistryEvidence, application: string | null): readonly SystemDifference[] {
  const mode = state?.mode.ok === true ? state.mode.value : null;
  if (mode === null || mode === WRITABLE) return [];
  return [
    found(application, {
      kind: "changed",
      layer: "service",
      resource: wholeRegistry(name),
      path: ["mode"],
      desired: WRITABLE,
      live: mode,
      statement: `Schema registry ${name} is in mode ${mode}${MEANING[mode] ?? ""}`,
    }),
  ];
}

const MEANING: Readonly<Record<string, string>> = {
  READONLY: ", so nobody can register a schema",
  READONLY_OVERRIDE: ", so nobody can register a schema",
  IMPORT: ", so schemas get whatever id a client chooses",
};

/** What a subject is in, where it has no mode of its own: that of the registry; null where the server has none. */
export function effective<T>(own: T | null, whole: { readonly ok: boolean; readonly value?: T | null }): T | null {
  return own ?? (whole.ok ? (whole.value ?? null) : null);
}
