import type { Hook } from "../../render/index.ts";
import { type KubernetesObject, type Path, type PathSegment, resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { ApplicationSides, FieldChange, ResourceChange } from "../sides.ts";
import { fieldChanges } from "./fields.ts";
import { renamesAmong } from "./renames.ts";

/** An object of one side with what its rendering says of it. */
interface Placed {
  readonly object: KubernetesObject;
  readonly template: string | null;
  readonly hook: Hook | null;
  readonly unstable: readonly Path[];
}

/**
 * Every object of an application that is not the same on both sides, by kind, namespace and name. Versions come and go:
 * an object under another version has changed. One that went and one that came with the same content are one that was
 * renamed. What changes from one render to the next by itself is left out.
 */
export function resourceChanges({ name, before, after }: ApplicationSides): readonly ResourceChange[] {
  const [old, now] = [placedOf(before), placedOf(after)];
  const removed = [...old].flatMap(([key, one]) => (now.has(key) ? [] : [one]));
  const added = [...now].flatMap(([key, one]) => (old.has(key) ? [] : [one]));
  const renames = renamesAmong(removed.filter(isLasting), added.filter(isLasting));
  const renamed = new Set(renames.flatMap((rename) => [rename.before, rename.after]));
  const changes = [
    ...[...now].flatMap(([key, one]) => {
      const was = old.get(key);
      return was === undefined ? [] : changedOne(was, one);
    }),
    ...renames.flatMap((rename) => changedOne(rename.before, rename.after)),
    ...added.filter((one) => !renamed.has(one) && isStable(one)).map((one) => oneSided(null, one)),
    ...removed.filter((one) => !renamed.has(one) && isStable(one)).map((one) => oneSided(one, null)),
  ];
  return changes
    .map((change) => ({ application: name, ...change }))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

type Change = Omit<ResourceChange, "application">;

/** The last of two objects under one name is the one that stays in the cluster. */
function placedOf(side: ApplicationSides["before"]): ReadonlyMap<string, Placed> {
  if (side === null) return new Map();
  const { placed, rendering } = side;
  return new Map(
    placed.map((object, index) => {
      const { template = null, hook = null, unstable = [] } = rendering.objects[index] ?? {};
      return [resourceKey(resourceOf(object)), { object, template, hook, unstable }];
    }),
  );
}

/** None where nothing differs but what changes by itself. */
function changedOne(before: Placed, after: Placed): readonly Change[] {
  const unstable = [...before.unstable, ...after.unstable];
  const fields = fieldChanges(before.object, after.object).filter(
    ({ path }) => !unstable.some((one) => isWithin(path, one)),
  );
  if (fields.length === 0) return [];
  const [was, is] = [resourceOf(before.object), resourceOf(after.object)];
  return [
    {
      resource: is,
      formerly: resourceKey(was) === resourceKey(is) ? null : was,
      before: before.object,
      after: after.object,
      template: after.template,
      fields,
    },
  ];
}

function oneSided(before: Placed | null, after: Placed): Change;
function oneSided(before: Placed, after: null): Change;
function oneSided(before: Placed | null, after: Placed | null): Change {
  const one = after ?? before;
  if (one === null) throw new Error("an object is on one side at least");
  const field: FieldChange = after === null ? { path: [], before: one.object } : { path: [], after: one.object };
  return {
    resource: resourceOf(one.object),
    formerly: null,
    before: before?.object ?? null,
    after: after?.object ?? null,
    template: one.template,
    fields: [field],
  };
}

/** A hook is made anew each time it runs, so it is never renamed. */
function isLasting(one: Placed): boolean {
  return one.hook === null && isStable(one);
}

/** False for an object that comes and goes by itself. */
function isStable({ unstable }: Placed): boolean {
  return !unstable.some((path) => path.length === 0);
}

function isWithin(path: Path, around: Path): boolean {
  return around.every((segment, index) => indexOf(segment) === indexOf(path[index]));
}

function indexOf(segment: PathSegment | undefined): string | number | undefined {
  return typeof segment === "object" ? segment.index : segment;
}

function orderOf({ resource: { group, kind, namespace, name } }: ResourceChange): string {
  return [kind, group, namespace ?? "", name].join("\u0000");
}
