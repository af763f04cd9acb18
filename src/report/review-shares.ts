import {
  type Collision,
  type Finding,
  type ReviewedApplication,
  type ReviewedEnvironment,
  type ReviewedResource,
  SEVERITIES,
  type Unreadable,
} from "../vocabulary/index.ts";
import { inPieces } from "./review-pieces.ts";
import type { Told } from "./review-told.ts";

/** What is the same in all of these environments, and in no other. */
export interface Share extends Shared {
  readonly environments: readonly string[];
  readonly told: readonly Told[];
}

interface Shared {
  readonly applications: readonly ReviewedApplication[];
  readonly resources: readonly ReviewedResource[];
  readonly mended: readonly Finding[];
  readonly unreadable: readonly Unreadable[];
  readonly collisions: readonly Collision[];
  readonly pending: readonly Finding[];
  readonly notes: readonly string[];
}

type Part = keyof Shared;

const PARTS: { readonly [P in Part]: (environment: ReviewedEnvironment) => Shared[P] } = {
  applications: ({ applications }) => applications,
  resources: ({ resources }) => resources,
  mended: ({ mended }) => mended,
  unreadable: ({ unreadable }) => unreadable,
  collisions: ({ live }) => live?.collisions ?? [],
  pending: ({ live }) => live?.pending ?? [],
  notes: ({ notes }) => notes,
};

/** What an item is, whatever its environment: an id is a hash over its name, a values line stands in its own file. */
function identityOf(item: object | string): string {
  return JSON.stringify(item, (key, value: unknown) => (key === "id" || key === "provenance" ? undefined : value));
}

/** The items of all environments, each with those that have it, in the order of their first mention. */
function spread<P extends Part>(
  environments: readonly ReviewedEnvironment[],
  part: P,
): Map<string, Shared[P][number][]> {
  const items = new Map<string, { item: Shared[P][number]; names: string[] }>();
  for (const environment of environments) {
    for (const item of PARTS[part](environment)) {
      const key = identityOf(item);
      const known = items.get(key);
      if (known === undefined) items.set(key, { item, names: [environment.name] });
      else if (known.names.at(-1) !== environment.name) known.names.push(environment.name);
    }
  }
  const bySet = Map.groupBy(items.values(), ({ names }) => JSON.stringify(names));
  return new Map([...bySet].map(([set, found]) => [set, found.map(({ item }) => item)]));
}

/**
 * The environments' contents by the set of environments that share them, the most severe first, then the widest: a change
 * that does the same everywhere is one share, and what is special about an environment is a share of its own.
 */
export function sharesOf(environments: readonly ReviewedEnvironment[], told: readonly Told[]): readonly Share[] {
  const pieces = inPieces(environments);
  const parts = {
    applications: spread(environments, "applications"),
    resources: spread(pieces, "resources"),
    mended: spread(environments, "mended"),
    unreadable: spread(environments, "unreadable"),
    collisions: spread(environments, "collisions"),
    pending: spread(environments, "pending"),
    notes: spread(environments, "notes"),
  };
  const toldBySet = Map.groupBy(told, ({ environments: names }) => JSON.stringify(names));
  const sets = new Set([...toldBySet.keys(), ...Object.values(parts).flatMap((part) => [...part.keys()])]);
  const shares = [...sets].map((set): Share => {
    const names: readonly string[] = JSON.parse(set);
    return {
      environments: names,
      told: toldBySet.get(set) ?? [],
      applications: parts.applications.get(set) ?? [],
      resources: parts.resources.get(set) ?? [],
      mended: parts.mended.get(set) ?? [],
      unreadable: parts.unreadable.get(set) ?? [],
      collisions: parts.collisions.get(set) ?? [],
      pending: parts.pending.get(set) ?? [],
      notes: parts.notes.get(set) ?? [],
    };
  });
  return shares.sort((a, b) => rankOf(a) - rankOf(b) || b.environments.length - a.environments.length);
}

/** What could not be read may be the worst of all. */
function rankOf({ told, unreadable }: Share): number {
  if (unreadable.length > 0) return 0;
  return Math.min(SEVERITIES.length, ...told.map(({ severity }) => SEVERITIES.indexOf(severity)));
}
