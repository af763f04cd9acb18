import { foretellKubernetes } from "../../systems/effects/index.ts";
import { SYSTEMS } from "../../systems/index.ts";
import type { ObjectChange } from "../../systems/system.ts";
import { type Effect, type KubernetesResource, SEVERITIES } from "../../vocabulary/index.ts";

/** Which object it is, and the application that deploys it. */
export interface ChangedPart {
  readonly resource: KubernetesResource;
  readonly application: string;
}

/** What the change of an object does: what its system says, and what Kubernetes does with its kind; the most severe first. */
export function effectsOf(change: ObjectChange, { resource, application }: ChangedPart): readonly Effect[] {
  const labels = (change.after ?? change.before)?.metadata.labels ?? {};
  const system = SYSTEMS.find((one) => one.owns({ resource, labels, application }));
  const effects = [...(system?.foretell?.(change) ?? []), ...foretellKubernetes(change)];
  const distinct = new Map(effects.map((effect) => [`${effect.name} ${effect.message}`, effect]));
  return [...distinct.values()].toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
