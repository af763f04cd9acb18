/** The schema registry with its own topic, user, ingress and sync Job. */
import { isNamed, isSchemaRegistry } from "../kafka-kinds.ts";
import type { System } from "../system.ts";

export const schemaRegistry: System = {
  name: "schema-registry",
  owns: (part) => isSchemaRegistry(part) || isNamed(part, "schema-registry"),
};
