/** Terraform: buckets and identities. It renders nothing, so no rendered resource is its own. */
import type { System } from "../system.ts";

export const terraform: System = { name: "terraform", owns: () => false };
