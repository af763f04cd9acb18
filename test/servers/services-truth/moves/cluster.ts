import type { Operation } from "fast-json-patch";
import type { JsonObject, KubernetesObject } from "../../../../src/vocabulary/index.ts";
import type { Move } from "../row.ts";
import { type As, type Ref, refOf } from "../world/index.ts";

/** Changes an object of the cluster, as a person with kubectl unless said otherwise. */
export function patch(ref: Ref, change: readonly Operation[] | JsonObject, as: As = { manager: "kubectl-edit" }): Move {
  return onObject(ref, ({ cluster }) => cluster.patch(ref, change, as));
}

/** Changes what an operator wrote to the status. */
export function patchStatus(ref: Ref, change: readonly Operation[] | JsonObject, manager: string): Move {
  return onObject(ref, ({ cluster }) => cluster.patch(ref, change, { manager, subresource: "status" }));
}

export function annotate(ref: Ref, name: string, value: string): Move {
  return patch(ref, { metadata: { annotations: { [name]: value } } }, { manager: "kubectl-annotate" });
}

/** Null takes the label away. */
export function label(ref: Ref, name: string, value: string | null): Move {
  return patch(ref, { metadata: { labels: { [name]: value } } }, { manager: "kubectl-label" });
}

export function deleteObject(ref: Ref): Move {
  return onObject(ref, ({ cluster }) => cluster.remove(ref));
}

/** Deletes what a controller made of the object of the same name and this kind; the controller makes it again. */
export function deleteDerived(ref: Ref, madeOf: string): Move {
  return {
    change: ({ cluster }) => cluster.remove(ref),
    restore: (world) => world.settle({ ...ref, kind: madeOf }),
  };
}

/** The controllers see what was changed before. */
export function settled(ref: Ref): Move {
  return { change: (world) => world.settle(ref), restore: (world) => world.settle(ref) };
}

/** Creates what git does not declare. */
export function createObject(object: KubernetesObject, manager = "kubectl-create"): Move {
  return {
    change: ({ cluster }) => cluster.create(object, manager),
    restore: ({ cluster }) => cluster.remove(refOf(object)),
  };
}

/** Declares objects in git and deploys them; `status` is what their operator says. */
export function declare(
  ...declared: readonly { object: KubernetesObject; status?: JsonObject; manager?: string }[]
): Move {
  return {
    async change(world) {
      await world.declareOdd(declared.map(({ object }) => object));
      for (const { object, status, manager = "strimzi-topic-operator" } of declared) {
        await world.cluster.apply(object);
        if (status !== undefined)
          await world.cluster.patch(refOf(object), { status }, { manager, subresource: "status" });
      }
    },
    async restore(world) {
      await world.declareOdd([]);
      for (const { object } of declared) await world.cluster.remove(refOf(object));
    },
  };
}

function onObject(ref: Ref, change: Move["change"]): Move {
  return {
    async change(world) {
      world.remember(await world.cluster.mustGet(ref));
      await change(world);
    },
    async restore(world) {
      if ((await world.cluster.get(ref)) === null) await world.cluster.apply(world.declared(ref));
      else await world.cluster.putBack(world.recall(ref));
      await world.settle(ref);
    },
  };
}
