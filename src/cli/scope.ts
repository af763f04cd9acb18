import { UserError } from "../errors/index.ts";
import type { Scope } from "../findings/index.ts";
import { SEVERITIES } from "../vocabulary/index.ts";

/** The scope that `--app --system --namespace --kind --severity` ask for; null where everything is wanted. */
export function scopeOf(options: Record<string, unknown>): Scope {
  return {
    applications: names(options["app"]),
    systems: names(options["system"]),
    namespaces: names(options["namespace"]),
    kinds: names(options["kind"]),
    severity: SEVERITIES.find((severity) => severity === options["severity"]) ?? null,
  };
}

/**
 * Refuses a name of `--app` that no environment of the run has: otherwise a misspelt one would pass as in sync.
 * @param environments what was read; an environment whose applications are not known vouches for every name.
 */
export function requireApplications(
  { applications }: Scope,
  environments: readonly { readonly name: string; readonly applications: readonly string[] | null }[],
): void {
  const known = new Set(environments.flatMap((environment) => environment.applications ?? [...(applications ?? [])]));
  const unknown = [...(applications ?? [])].filter((name) => !known.has(name)).map((name) => JSON.stringify(name));
  if (unknown.length === 0) return;
  const where = environments.map(({ name }) => name).join(", ");
  throw new UserError(
    `--app names ${unknown.join(", ")}, which ${where} does not have. Run holdfast check without --app to see every application.`,
  );
}

function names(option: unknown): ReadonlySet<string> | null {
  return Array.isArray(option) ? new Set(option.map(String)) : null;
}
