import { fieldOf } from "../../../../src/systems/system.ts";
import type { KubernetesObject } from "../../../../src/vocabulary/index.ts";
import type { ClusterHand, Ref } from "./cluster-hand.ts";
import { derivedFrom } from "./derived.ts";
import { STATUS_WRITERS } from "./statuses.ts";

const HOOK = "argocd.argoproj.io/hook";

/** Deploys what git declares, hooks left out, and lets the controllers do their part. */
export async function deploy(hand: ClusterHand, objects: readonly KubernetesObject[]): Promise<void> {
  const plain = objects.filter(({ metadata }) => metadata.annotations?.[HOOK] === undefined);
  for (const object of plain) await hand.apply(object);
  for (const object of plain) await settle(hand, refOf(object));
}

/** The controllers' part for one object: what they make of it, and its status. */
export async function settle(hand: ClusterHand, ref: Ref): Promise<void> {
  const object = await hand.get(ref);
  if (object === null) return;
  for (const derived of derivedFrom(object)) {
    const made = refOf(derived.object);
    if ((await hand.get(made)) !== null) continue;
    await hand.create(derived.object, derived.manager);
    await settle(hand, made);
  }
  const writer = STATUS_WRITERS[object.kind];
  if (writer === undefined) return;
  if (object.kind === "Deployment" && fieldOf(object, "spec", "replicas") === undefined) return;
  await hand.patch(ref, { status: writer.statusOf(object) }, { manager: writer.manager, subresource: "status" });
}

export function refOf({ kind, metadata }: KubernetesObject): Ref {
  const { name, namespace } = metadata;
  return namespace === undefined ? { kind, name } : { kind, name, namespace };
}
