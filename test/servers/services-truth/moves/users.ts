import type { AclFixture, EntityFixture } from "../../kafka/index.ts";
import type { Move } from "../row.ts";

export function addAcls(...acls: readonly AclFixture[]): Move {
  return {
    change: ({ kafka }) => kafka.fixtures.createAcls(...acls),
    restore: ({ kafka }) => kafka.fixtures.deleteAcls(...acls),
  };
}

export function removeAcls(...acls: readonly AclFixture[]): Move {
  return {
    change: ({ kafka }) => kafka.fixtures.deleteAcls(...acls),
    restore: ({ kafka }) => kafka.fixtures.createAcls(...acls),
  };
}

export function addScramUser(name: string, iterations = 4096): Move {
  return {
    change: ({ kafka }) => kafka.fixtures.createScramUser(name, "made-up-by-hand", iterations),
    restore: ({ kafka }) => kafka.fixtures.deleteScramUser(name),
  };
}

export function removeScramUser(name: string): Move {
  return {
    change: ({ kafka }) => kafka.fixtures.deleteScramUser(name),
    restore: ({ kafka }) => kafka.fixtures.createScramUser(name, "made-up-again"),
  };
}

/** Makes the credential of a declared user anew, with another number of iterations. */
export function rehashScramUser(name: string, iterations: number): Move {
  return {
    change: ({ kafka }) => kafka.fixtures.createScramUser(name, "made-up-by-hand", iterations),
    restore: ({ kafka }) => kafka.fixtures.createScramUser(name, "made-up-again"),
  };
}

/** Sets quotas of an entity; what it had before is given for the way back. */
export function setQuota(
  entity: EntityFixture,
  values: Readonly<Record<string, number | null>>,
  before: Readonly<Record<string, number>> = {},
): Move {
  const back = Object.fromEntries(Object.keys(values).map((key) => [key, before[key] ?? null]));
  return {
    change: ({ kafka }) => kafka.fixtures.setQuota(entity, values),
    restore: ({ kafka }) => kafka.fixtures.setQuota(entity, back),
  };
}
