import type { Move } from "../row.ts";
import type { Registration, RegistryHand, State, StoreHand } from "../world/index.ts";

/** Anything done to the registry; it is filled anew afterwards. */
export function registry(change: (hand: RegistryHand) => Promise<unknown>): Move {
  return {
    change: async (world) => void (await change(world.registry)),
    restore: (world) => world.fillRegistry(),
  };
}

export function register(registration: Registration): Move {
  return registry((hand) => hand.register(registration));
}

/** Anything done to the object store; it is filled anew afterwards. */
export function store(change: (hand: StoreHand) => Promise<unknown>): Move {
  return {
    change: async (world) => void (await change(world.store)),
    restore: (world) => world.fillStore(),
  };
}

/** Another Terraform state than that of the world. */
export function terraform(change: (state: State) => unknown): Move {
  return {
    change: (world) => world.writeTerraform(change),
    restore: (world) => world.writeTerraform((state) => state),
  };
}

/** `/v1/health` answers with that status. */
export function health(status: number): Move {
  return {
    change: async (world) => {
      world.health.status = status;
    },
    restore: async (world) => {
      world.health.status = 200;
    },
  };
}
