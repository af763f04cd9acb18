import type { Difference, KubernetesObject } from "../vocabulary/index.ts";
import { resourceOf } from "../vocabulary/index.ts";
import type { DeclaredObject, LiveKind, LiveObjects } from "./evidence.ts";
import type { SystemDifference } from "./system.ts";

/** The parts of a difference that a judgement always states; the others have a default. */
export type Stated = Pick<Difference, "kind" | "layer" | "resource" | "statement"> & Partial<Difference>;

/** A difference as a system reports it. */
export function found(application: string | null, stated: Stated): SystemDifference {
  return { application, difference: { path: [], attribution: null, reason: null, detail: null, ...stated } };
}

/** What git declares together with what is live under the same name. */
export interface DeclaredAndLive extends DeclaredObject {
  readonly live: KubernetesObject;
}

/** The declared objects that are there. What is missing or unread is said elsewhere, so nothing is judged of it. */
export function declaredAndLive(declared: readonly DeclaredObject[], live: LiveObjects): readonly DeclaredAndLive[] {
  return declared.flatMap((one) => {
    const found = liveOf(one.object, live);
    return found === null ? [] : [{ ...one, live: found }];
  });
}

/** The live object of the same name; null where there is none or it could not be read. */
export function liveOf(object: KubernetesObject, live: LiveObjects): KubernetesObject | null {
  const { group, kind, namespace, name } = resourceOf(object);
  const reading = live.of({ group, kind, namespace });
  if (!reading.ok) return null;
  return reading.value.find(({ metadata }) => metadata.name === name) ?? null;
}

/** The kinds of these objects, each namespace once. */
export function kindsOf(objects: readonly DeclaredObject[]): readonly LiveKind[] {
  const kinds = objects.map(({ object }) => {
    const { group, kind, namespace } = resourceOf(object);
    return { group, kind, namespace };
  });
  return unique(kinds, ({ group, kind, namespace }) => `${group}/${kind}/${namespace ?? ""}`);
}

export function unique<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
