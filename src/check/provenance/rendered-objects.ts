import { type KubernetesObject, type KubernetesResource, resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { RenderedApplication } from "../desired.ts";
import type { Parts } from "../parts.ts";

/** An object as its manifest states it, with the application that renders it. */
export interface SourcedObject {
  readonly source: RenderedApplication;
  readonly object: KubernetesObject;
}

/** Finds what an application renders by the resource that it becomes. */
export type FindRendered = (resource: KubernetesResource, application: string | null) => SourcedObject | null;

/** Looks up by the identity in the cluster. Of objects that are rendered twice, the last one is what git wants. */
export function renderedObjects({ declaration, intent }: Pick<Parts, "declaration" | "intent">): FindRendered {
  const sources = new Map(declaration.applications.map((one) => [one.application.name, one]));
  const found = intent.declared.flatMap(({ application, object, rendered }) => {
    const source = sources.get(application.name);
    const key = resourceKey(resourceOf(object));
    return source === undefined ? [] : [{ key, found: { source, object: rendered.object } }];
  });
  const byKey = Map.groupBy(found, ({ key }) => key);
  return (resource, application) => {
    const same = (byKey.get(resourceKey(resource)) ?? []).map((one) => one.found);
    const own = same.filter(({ source }) => source.application.name === application);
    return (own.length > 0 ? own : same).at(-1) ?? null;
  };
}
