/** The alert database: ingester, server, and their Kafka user. */
import { isNamed } from "../kafka-kinds.ts";
import type { System } from "../system.ts";

export const alertDatabase: System = {
  name: "alert-database",
  owns: (part) => isNamed(part, "alert-database"),
};
