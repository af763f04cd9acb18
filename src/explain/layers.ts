import { valueAt } from "../compare/index.ts";
import { maskObject, type Scrubber } from "../masking/index.ts";
import { operatorOf } from "../systems/reflection/index.ts";
import { operatorBreak } from "../systems/strimzi/index.ts";
import {
  type ExplainedLayer,
  type Explanation,
  type KubernetesObject,
  type Path,
  type Reading,
  resourceOf,
} from "../vocabulary/index.ts";
import type { LiveObject } from "./live.ts";
import type { Subject } from "./subject.ts";

/** The field as Helm renders it. */
export function renderedLayer(subject: Subject | null, path: Path, scrubber: Scrubber): Explanation["rendered"] {
  if (subject === null) return { unread: null, template: null, helm: null };
  const { rendered, helm, object } = subject;
  return { ...layerOf(maskObject(object, scrubber), path), template: rendered.template, helm };
}

/** The field as the cluster has it. */
export function liveLayer(live: Reading<LiveObject>, path: Path, scrubber: Scrubber): ExplainedLayer {
  if (!live.ok) return { unread: live.failure.why };
  const { object } = live.value;
  return object === null ? { unread: null } : layerOf(maskObject(object, scrubber), path);
}

/** The whole object is told by its name alone: its manifest is what render and kubectl print. */
function layerOf(object: KubernetesObject, path: Path): ExplainedLayer {
  const value = path.length === 0 ? object.metadata.name : valueAt(object, path);
  return value === undefined ? { unread: null } : { value, unread: null };
}

/** What the operator of a live object says; null where Kubernetes itself acts on it. */
export function operatorLayer(live: KubernetesObject, now: Date): Explanation["operator"] {
  const name = operatorOf(resourceOf(live));
  if (name === null) return null;
  const broken = operatorBreak(live, { now, operator: name, alive: true });
  if (broken !== null) return { name, says: broken.difference.statement ?? "" };
  const generation = live.metadata["generation"];
  const acted = typeof generation === "number" ? `generation ${generation}` : "it";
  return { name, says: live["status"] === undefined ? "it has not been seen yet" : `Ready, and has acted on ${acted}` };
}
