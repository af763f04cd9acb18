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

function names(option: unknown): ReadonlySet<string> | null {
  return Array.isArray(option) ? new Set(option.map(String)) : null;
}
