import { type Finding, SEVERITIES, type Severity } from "../vocabulary/index.ts";
import { selectableOf } from "./selectable.ts";

/** The part of a check that is wanted; null where everything is. */
export interface Scope {
  readonly applications: ReadonlySet<string> | null;
  readonly systems: ReadonlySet<string> | null;
  readonly namespaces: ReadonlySet<string> | null;
  readonly kinds: ReadonlySet<string> | null;
  /** The least severity that is shown. What it leaves out still counts for the verdict. */
  readonly severity: Severity | null;
}

/**
 * The findings of the scope's applications, systems, namespaces and kinds. A finding that something could not be read
 * stays unless it surely lies outside: what nobody has read may hold anything.
 */
export function withinScope(findings: readonly Finding[], scope: Scope): Finding[] {
  return findings.filter((finding) =>
    finding.kind === "unreadable" ? mayConcern(finding, scope) : isWithin(finding, scope),
  );
}

/** The findings that are at least as severe as the scope asks for; what could not be read is always shown. */
export function severeEnough(findings: readonly Finding[], { severity }: Scope): Finding[] {
  if (severity === null) return [...findings];
  const least = SEVERITIES.indexOf(severity);
  return findings.filter((finding) => finding.kind === "unreadable" || SEVERITIES.indexOf(finding.severity) <= least);
}

function isWithin(finding: Finding, scope: Scope): boolean {
  const { kind, namespace } = selectableOf(finding.resource);
  return (
    has(scope.applications, finding.application) &&
    has(scope.systems, finding.system) &&
    has(scope.namespaces, namespace) &&
    has(scope.kinds, kind)
  );
}

function mayConcern(finding: Finding, scope: Scope): boolean {
  const { resource } = finding;
  if (!hasOrUnknown(scope.applications, finding.application)) return false;
  // An application that was not rendered may hold every kind, in any namespace, of any system.
  if (resource.type !== "kubernetes") return true;
  // What could not be listed, or not even be discovered, may hold objects of every system or kind.
  return (
    hasOrUnknown(scope.namespaces, resource.namespace) &&
    (resource.kind === "*" || has(scope.kinds, resource.kind)) &&
    (resource.name === "*" || has(scope.systems, finding.system))
  );
}

function has(wanted: ReadonlySet<string> | null, name: string | null): boolean {
  return wanted === null || (name !== null && wanted.has(name));
}

function hasOrUnknown(wanted: ReadonlySet<string> | null, name: string | null): boolean {
  return name === null || has(wanted, name);
}
