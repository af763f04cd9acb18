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

/** What git wants the cluster to hold, and what is wrong with that by itself. */
export interface Intent {
  readonly desired: readonly DesiredObject[];
  /** Everything that git declares, hooks included, in the order of rendering. */
  readonly declared: readonly { readonly application: Application; readonly object: KubernetesObject }[];
  readonly differences: readonly ScopedDifference[];
  /** Fields that render differently each time and are not compared, one clause each. */
  readonly notes: readonly string[];
}

/** Hooks are left out: they come and go. An object that is rendered twice is compared once, as the last one says. */
export function intentOf(declaration: Declaration, bases: Bases, place: PlaceObject): Intent {
  const desired = new Map<string, DesiredObject>();
  const declared: Intent["declared"][number][] = [];
  const differences: ScopedDifference[] = [];
  const notes: string[] = [];
  for (const { application, rendering } of declaration.applications) {
    const base = bases.renderings.get(application.name);
    const before = base === undefined ? null : placedByKey(base.objects, application, place);
    for (const rendered of rendering.objects) {
      const object = place(rendered.object, application);
      declared.push({ application, object });
      if (rendered.hook !== null) continue;
      if (isNamedByServer(object)) {
        notes.push(`${object.kind} ${object.metadata.name} gets its name from the server and is not compared`);
        continue;
      }
      const key = resourceKey(resourceOf(object));
      differences.push(...duplicateKeys(rendered, object, application));
      notes.push(...rendered.unstable.map((path) => unstableNote(object, path)));
      if (desired.has(key)) differences.push(duplicateObject(object, application));
      desired.set(key, {
        application,
        object,
        unstable: rendered.unstable,
        ...(before !== null && { base: before.get(key) ?? null }),
      });
    }
  }
  return { desired: [...desired.values()], declared, differences, notes };
}

/** The renderer gives an object that has only a generateName this name. */
function isNamedByServer({ metadata }: KubernetesObject): boolean {
  return metadata["generateName"] === metadata.name;
}

function unstableNote({ kind, metadata }: KubernetesObject, path: Path): string {
  const subject = `${kind} ${metadata.name}`;
  return path.length === 0
    ? `${subject} is not rendered each time and is not compared`
    : `${toKeyedPath(path)} of ${subject} renders differently each time and is not compared`;
}

function placedByKey(
  objects: readonly RenderedObject[],
  application: Application,
  place: PlaceObject,
): Map<string, KubernetesObject> {
  const placed = objects.filter(({ hook }) => hook === null).map(({ object }) => place(object, application));
  return new Map(placed.map((object) => [resourceKey(resourceOf(object)), object]));
}

function duplicateKeys(
  rendered: RenderedObject,
  object: KubernetesObject,
  application: Application,
): ScopedDifference[] {
  const template = rendered.template === null ? null : `template ${rendered.template}`;
  return rendered.duplicateKeys.map((path) => ({
    application: application.name,
    object,
    difference: intentDifference(object, { path, reason: "duplicate-key", detail: template }),
  }));
}

function duplicateObject(object: KubernetesObject, application: Application): ScopedDifference {
  const difference = intentDifference(object, { path: [], reason: "duplicate-object", detail: null });
  return { application: application.name, object, difference };
}

function intentDifference(object: KubernetesObject, about: Pick<Difference, "path" | "reason" | "detail">): Difference {
  return { kind: "lost-intent", layer: "render", resource: resourceOf(object), attribution: null, ...about };
}
