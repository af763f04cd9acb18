/** The version of the alert schema that a file holds, by its name, and the id that goes with it. */
export interface SchemaVersion {
  readonly id: number;
  readonly text: string;
}

/**
 * `schemas/alert-10.0.avsc`, `lsst.v7_1.alert.avsc`; null where the name has no version, or more than one. Ids are fixed:
 * major times 100 plus minor (DMTN-210).
 */
export function schemaVersionIn(file: string): SchemaVersion | null {
  const name = file.slice(file.lastIndexOf("/") + 1);
  const [first, another] = [...name.matchAll(/(?<![\d.])v?(\d{1,2})[._](\d{1,2})(?![\d])/g)];
  if (first === undefined || another !== undefined) return null;
  const [, major, minor] = first;
  return { id: Number(major) * 100 + Number(minor), text: `${major}.${minor}` };
}
