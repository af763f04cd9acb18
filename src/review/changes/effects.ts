import { foretellKubernetes } from "../../systems/effects/index.ts";
import { SYSTEMS } from "../../systems/index.ts";
import type { Change, ObjectChange } from "../../systems/system.ts";
import { type Effect, type KubernetesResource, SEVERITIES, toPointer } from "../../vocabulary/index.ts";
import type { ResourceChange } from "../sides.ts";

/** Which object it is, and the application that deploys it. */
export interface ChangedPart {
  readonly resource: KubernetesResource;
  readonly application: string;
}

/**
 * What of a change of an object these fields do, by their JSON pointers; for an object that comes or goes it is all. Under
 * another name it is the name that does it.
 */
export function effectsOfFields(one: ResourceChange, pointers: ReadonlySet<string>, change: Change): readonly Effect[] {
  const { resource, formerly, application, before, after } = one;
  const fields = one.fields.filter(({ path }) => pointers.has(toPointer(path)));
  const isMoved = fields.some(({ path }) => NAMES.includes(toPointer(path)));
  if (fields.length === 0 || (formerly !== null && !isMoved)) return [];
  return effectsOf({ before, after, fields, change }, { resource, application });
}

const NAMES = ["/metadata/name", "/metadata/namespace"];

/** What the change of an object does: what its system says, and what Kubernetes does with its kind; the most severe first. */
export function effectsOf(change: ObjectChange, { resource, application }: ChangedPart): readonly Effect[] {
  const labels = (change.after ?? change.before)?.metadata.labels ?? {};
  const system = SYSTEMS.find((one) => one.owns({ resource, labels, application }));
  const effects = [...(system?.foretell?.(change) ?? []), ...foretellKubernetes(change)];
  const distinct = new Map(effects.map((effect) => [`${effect.name} ${effect.message}`, effect]));
  return [...distinct.values()].toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
