import type { Application } from "../environments/application.ts";
import type { RenderedObject } from "../render/rendering.ts";
import {
  type Difference,
  type KubernetesObject,
  type Path,
  resourceKey,
  resourceOf,
  toKeyedPath,
} from "../vocabulary/index.ts";
import type { Bases } from "./bases.ts";
import type { Declaration } from "./declaration.ts";
import type { DesiredObject, ScopedDifference } from "./desired.ts";

/** Fills in the namespace where the API server or Argo CD would. */
export type PlaceObject = (object: KubernetesObject, application: Application) => KubernetesObject;

/** A manifest, and the object that it becomes in its namespace. */
export interface Placed {
  readonly application: Application;
  readonly rendered: RenderedObject;
  readonly object: KubernetesObject;
}

/** What git wants the cluster to hold, and what is wrong with that by itself. */
export interface Intent {
  readonly desired: readonly DesiredObject[];
  /** Everything that git declares, hooks included, in the order of rendering. */
  readonly declared: readonly Placed[];
  /** The keys (`resourceKey`) of what the last-synced revisions declared. */
  readonly before: ReadonlySet<string>;
  readonly differences: readonly ScopedDifference[];
  /** What cannot be compared and why, one clause each. */
  readonly notes: readonly string[];
}

/** Hooks are left out: they come and go. An object that is rendered twice is compared once, as the last one says. */
export function intentOf(declaration: Declaration, bases: Bases, place: PlaceObject): Intent {
  const placed = declaration.applications.flatMap(({ application, rendering }): Placed[] =>
    rendering.objects.map((rendered) => ({ application, rendered, object: place(rendered.object, application) })),
  );
  const lasting = placed.filter(({ rendered }) => rendered.hook === null);
  const byKey = Map.groupBy(lasting.filter(isComparable), ({ object }) => resourceKey(resourceOf(object)));
  const before = baseObjects(declaration, bases, place);
  const last = [...byKey].flatMap(([key, group]) => group.slice(-1).map((one) => ({ key, one })));
  return {
    desired: last.map(({ key, one: { application, rendered, object } }) => {
      const base = before.get(application.name);
      return { application, object, unstable: rendered.unstable, ...(base && { base: base.get(key) ?? null }) };
    }),
    declared: placed,
    before: new Set([...before.values()].flatMap((objects) => [...objects.keys()])),
    differences: [
      ...lasting.flatMap(duplicateKeys),
      ...[...byKey.values()]
        .filter((group) => group.length > 1)
        .flatMap((group) => group.slice(-1).map(duplicateObject)),
    ],
    notes: lasting.flatMap(notesOn),
  };
}

/** What the last-synced revision declared, by application and key; applications without such a revision are absent. */
function baseObjects(
  { applications }: Declaration,
  { renderings }: Bases,
  place: PlaceObject,
): ReadonlyMap<string, ReadonlyMap<string, KubernetesObject>> {
  const found = new Map<string, ReadonlyMap<string, KubernetesObject>>();
  for (const { application } of applications) {
    const base = renderings.get(application.name);
    const lasting = base?.objects.filter(({ hook }) => hook === null).map(({ object }) => place(object, application));
    if (lasting)
      found.set(application.name, new Map(lasting.map((object) => [resourceKey(resourceOf(object)), object])));
  }
  return found;
}

function isComparable({ rendered, object }: Placed): boolean {
  return !isNamedByServer(object) && !rendered.unstable.some((path) => path.length === 0);
}

/** The renderer gives an object that has only a generateName this name. */
function isNamedByServer({ metadata }: KubernetesObject): boolean {
  return metadata["generateName"] === metadata.name;
}

function notesOn({ rendered, object }: Placed): string[] {
  const subject = `${object.kind} ${object.metadata.name}`;
  if (isNamedByServer(object)) return [`${subject} gets its name from the server and is not compared`];
  return rendered.unstable.map((path) => `${unstablePart(subject, path)} and is not compared`);
}

function unstablePart(subject: string, path: Path): string {
  if (path.length === 0) return `${subject} is not rendered each time`;
  return `${toKeyedPath(path)} of ${subject} renders differently each time`;
}

function duplicateKeys({ rendered, object, application }: Placed): ScopedDifference[] {
  const detail = rendered.template === null ? null : `template ${rendered.template}`;
  return rendered.duplicateKeys.map((path) => ({
    application: application.name,
    object,
    difference: intentDifference(object, { path, reason: "duplicate-key", detail }),
  }));
}

function duplicateObject({ object, application }: Placed): ScopedDifference {
  const difference = intentDifference(object, { path: [], reason: "duplicate-object", detail: null });
  return { application: application.name, object, difference };
}

function intentDifference(object: KubernetesObject, about: Pick<Difference, "path" | "reason" | "detail">): Difference {
  return { kind: "lost-intent", layer: "render", resource: resourceOf(object), attribution: null, ...about };
}
