/** The alert stream simulator with its own topic and user. */
import { foretellTopic, foretellUser } from "../effects/index.ts";
import type { Declared, LiveKind } from "../evidence.ts";
import { kindsOf } from "../found.ts";
import { isNamed } from "../kafka-kinds.ts";
import type { Asks, System } from "../system.ts";
import { coupleSimulators } from "./couplings.ts";
import { judgeSimulators } from "./judge.ts";
import { replaysIn, simulatorTopics } from "./parts.ts";

export const simulator: System = {
  name: "simulator",
  owns: (part) => isNamed(part, "simulator"),
  lists: (declared: Declared): readonly LiveKind[] => kindsOf(replaysIn(declared)),
  /** It reads by assigned partitions, so it has no consumer group to ask for. */
  asks: (declared: Declared): Asks => ({ lastMessages: simulatorTopics(declared) }),
  judge: judgeSimulators,
  couple: coupleSimulators,
  foretell: (change) => [...foretellTopic(change), ...foretellUser(change)],
};
