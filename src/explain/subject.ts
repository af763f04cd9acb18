import type { Declaration, Intent } from "../check/index.ts";
import type { Application } from "../environments/application.ts";
import { UserError } from "../errors/index.ts";
import type { Tree } from "../git/port.ts";
import type { RenderedObject } from "../render/index.ts";
import { type KubernetesObject, resourceOf } from "../vocabulary/index.ts";
import type { ResourceQuery } from "./query.ts";

/** The object that git declares under the name that was asked for. */
export interface Subject {
  readonly application: Application;
  readonly tree: Tree;
  readonly helm: string;
  readonly rendered: RenderedObject;
  /** In the namespace where it will be. */
  readonly object: KubernetesObject;
}

/**
 * The object that a query means; null when git declares none of that name.
 * @throws UserError when it means several.
 */
export function findSubject(
  query: ResourceQuery,
  { declaration, intent }: { readonly declaration: Declaration; readonly intent: Intent },
): Subject | null {
  const found = intent.declared.filter(({ object }) => isMeant(query, object));
  const places = [...new Set(found.map(({ object }) => placeOf(object)))];
  if (places.length > 1) {
    throw new UserError(`${query.kind}/${query.name} is in several places: ${places.join(", ")}. Name one of them.`);
  }
  // Of two manifests of one object, the cluster keeps the last.
  const last = found.at(-1);
  const source = declaration.applications.find(({ application }) => application.name === last?.application.name);
  if (last === undefined || source === undefined) return null;
  const own = intent.declared.filter(({ application }) => application.name === last.application.name);
  const rendered = source.rendering.objects[own.indexOf(last)];
  if (rendered === undefined) return null;
  const { application, tree, rendering } = source;
  return { application, tree, helm: rendering.helm, rendered, object: last.object };
}

/** True when a query means this object. Kinds are taken in any case, as kubectl does. */
export function isMeant({ kind, namespace, name }: ResourceQuery, object: KubernetesObject): boolean {
  return (
    object.kind.toLowerCase() === kind.toLowerCase() &&
    object.metadata.name === name &&
    (namespace === null || object.metadata.namespace === namespace)
  );
}

function placeOf(object: KubernetesObject): string {
  const { kind, namespace, name } = resourceOf(object);
  return [kind, namespace, name].filter((part) => part !== null).join("/");
}
