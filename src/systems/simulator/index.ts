/** The alert stream simulator with its own topic and user. */
import { isNamed } from "../kafka-kinds.ts";
import type { System } from "../system.ts";

export const simulator: System = {
  name: "simulator",
  owns: (part) => isNamed(part, "simulator"),
};
