import {
  type Cause,
  type Difference,
  type Finding,
  type Path,
  resourceKey,
  SEVERITIES,
  toKeyedPath,
} from "../vocabulary/index.ts";
import { isDrift } from "./verdict.ts";

/** A finding with the difference that it was made from. */
export interface Found {
  readonly finding: Finding;
  readonly difference: Difference;
}

/**
 * One cause, one finding: what follows from another finding becomes a sentence of that one, which then is as severe as
 * the worst of them. A consequence whose cause is not among the findings stays a finding of its own.
 */
export function foldConsequences(found: readonly Found[]): Finding[] {
  const byResource = Map.groupBy(found, ({ difference }) => resourceKey(difference.resource));
  const following = new Map<Found, Found[]>();
  for (const one of found) {
    const root = rootOf(one, byResource);
    if (root !== one) following.set(root, [...(following.get(root) ?? []), one]);
  }
  const folded = new Set([...following.values()].flat());
  return found.filter((one) => !folded.has(one)).map((one) => withConsequences(one, following.get(one) ?? []));
}

/** Goes from consequence to cause as long as there is one; a circle ends where it began. */
function rootOf(one: Found, byResource: ReadonlyMap<string, readonly Found[]>): Found {
  const passed = new Set([one]);
  let current = one;
  for (;;) {
    const next = causeOf(current, byResource);
    if (next === null || passed.has(next)) return next === one ? one : current;
    passed.add(next);
    current = next;
  }
}

function causeOf({ difference }: Found, byResource: ReadonlyMap<string, readonly Found[]>): Found | null {
  const { cause } = difference;
  if (cause === undefined) return null;
  const candidates = (byResource.get(resourceKey(cause.resource)) ?? []).filter(
    (other) => other.difference !== difference && explains(other.difference, cause) && mayHold(other, difference),
  );
  const [first] = candidates.toSorted((a, b) => a.difference.path.length - b.difference.path.length);
  return first ?? null;
}

/** A finding that leaves the verdict alone must not swallow one that drifts it. */
function mayHold({ difference: { kind, layer } }: Found, consequence: Difference): boolean {
  return isDrift({ kind, layer }) || !isDrift(consequence);
}

function explains(candidate: Difference, { path }: Cause): boolean {
  return path === null || isWithin(candidate.path, path) || isWithin(path, candidate.path);
}

function isWithin(inner: Path, outer: Path): boolean {
  const [long, short] = [toKeyedPath(inner), toKeyedPath(outer)];
  return long === short || short === "" || long.startsWith(`${short}/`);
}

function withConsequences({ finding }: Found, following: readonly Found[]): Finding {
  if (following.length === 0) return finding;
  const consequences = [...new Set(following.map((one) => one.finding.message))].toSorted();
  const severities = [finding, ...following.map((one) => one.finding)].map(({ severity }) =>
    SEVERITIES.indexOf(severity),
  );
  return { ...finding, severity: SEVERITIES[Math.min(...severities)] ?? finding.severity, consequences };
}
