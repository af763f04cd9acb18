import type { ChangedField, ChangeKind, Json, ReviewedResource } from "../vocabulary/index.ts";

/** The same fields that change in the same way in all of these resources. */
export interface Fold {
  readonly change: ChangeKind;
  readonly resources: readonly ReviewedResource[];
  readonly fields: readonly ChangedField[];
}

/** From so many resources on, a field that changes in all of them alike is told once, apart from their other fields. */
const ALIKE = 3;

/**
 * The changes of resources with what is equal told once: a field that changes alike in many resources (the label
 * `helm.sh/chart`) leaves their own sections, and resources whose remaining changes are all equal share one.
 */
export function foldsOf(resources: readonly ReviewedResource[]): readonly Fold[] {
  const spreads = new Map<string, number>();
  for (const { change, fields } of resources) {
    for (const key of new Set(fields.map((field) => fieldKey(change, field)))) {
      spreads.set(key, (spreads.get(key) ?? 0) + 1);
    }
  }
  const isCommon = (change: ChangeKind, field: ChangedField): boolean =>
    (spreads.get(fieldKey(change, field)) ?? 0) >= ALIKE;
  const own = resources.map((resource) => ({
    resource,
    fields: resource.fields.filter((field) => !isCommon(resource.change, field)),
  }));
  return [...foldWhole(own, resources), ...foldCommon(resources, isCommon)];
}

interface Own {
  readonly resource: ReviewedResource;
  readonly fields: readonly ChangedField[];
}

/** Resources by all of their remaining changes. One that has none left stays where no field of it is told elsewhere. */
function foldWhole(own: readonly Own[], all: readonly ReviewedResource[]): Fold[] {
  const groups = new Map<string, Own[]>();
  for (const [index, one] of own.entries()) {
    if (one.fields.length === 0 && (all[index]?.fields.length ?? 0) > 0) continue;
    const { change, formerly } = one.resource;
    const key = JSON.stringify([
      change,
      formerly,
      one.fields.length === 0 ? index : one.fields.map((field) => fieldKey(change, field)),
    ]);
    append(groups, key, one);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ change: first.resource.change, resources: group.map(({ resource }) => resource), fields: first.fields }];
  });
}

/** Fields that change alike in many resources, by the set of those resources. */
function foldCommon(
  resources: readonly ReviewedResource[],
  isCommon: (change: ChangeKind, field: ChangedField) => boolean,
): Fold[] {
  const owners = new Map<string, { field: ChangedField; at: number[] }>();
  for (const [at, { change, fields }] of resources.entries()) {
    for (const field of fields.filter((one) => isCommon(change, one))) {
      const key = fieldKey(change, field);
      const known = owners.get(key);
      if (known === undefined) owners.set(key, { field, at: [at] });
      else if (known.at.at(-1) !== at) known.at.push(at);
    }
  }
  const sets = new Map<string, { field: ChangedField; at: number[] }[]>();
  for (const owner of owners.values()) append(sets, owner.at.join(), owner);
  return [...sets.values()].flatMap((set) => {
    const owning = (set[0]?.at ?? []).flatMap((at) => resources[at] ?? []);
    const [first] = owning;
    return first === undefined
      ? []
      : [{ change: first.change, resources: owning, fields: set.map(({ field }) => field) }];
  });
}

function append<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

function fieldKey(change: ChangeKind, { keyedPath, before, after }: ChangedField): string {
  return JSON.stringify([change, keyedPath, side(before), side(after)]);
}

/** Absent and null are not the same. */
function side(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : [value];
}
