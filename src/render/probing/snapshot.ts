import type { KubernetesObject, KubernetesResource, Path } from "../../vocabulary/index.ts";
import { resourceKey, resourceOf } from "../../vocabulary/index.ts";
import type { RenderedObject } from "../rendering.ts";
import { startsWith } from "./leaves.ts";
import type { Token, TokenBook } from "./tokens.ts";

/** One object of a render on its way to be compared. */
export interface SnapshotObject {
  readonly object: KubernetesObject;
  readonly resource: KubernetesResource;
  readonly unstable: readonly Path[];
}

/** The objects of one render by their identity. Objects that state the same identity are counted. */
export type Snapshot = ReadonlyMap<string, SnapshotObject>;

/** Objects by their identity; with a book by the identity that they have with the originals put back. */
export function snapshotOf(objects: readonly RenderedObject[], book: TokenBook | null): Snapshot {
  const snapshot = new Map<string, SnapshotObject>();
  for (const { object, unstable } of objects) {
    const resource = resourceOf(object);
    const identity = resourceKey(book === null ? resource : restoredResource(resource, book));
    let key = identity;
    for (let count = 2; snapshot.has(key); count++) key = `${identity}#${count}`;
    snapshot.set(key, { object, resource, unstable });
  }
  return snapshot;
}

function restoredResource(resource: KubernetesResource, book: TokenBook): KubernetesResource {
  const restore = (text: string): string => book.restore(text)?.variants[0] ?? text;
  const { group, kind, namespace, name } = resource;
  return {
    ...resource,
    group: restore(group),
    kind: restore(kind),
    namespace: namespace === null ? null : restore(namespace),
    name: restore(name),
  };
}

/** True where the field changes by itself from one render to the next. */
export function isUnstable(one: SnapshotObject, path: Path): boolean {
  return one.unstable.some((unstable) => startsWith(path, unstable));
}

/** The tokens in any text below a value, keys of maps among them. */
export function tokensIn(value: unknown, book: TokenBook): Token[] {
  return book.restore(JSON.stringify(value) ?? "")?.tokens.slice() ?? [];
}
