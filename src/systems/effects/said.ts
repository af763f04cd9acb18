import { EFFECTS, type Effect, type EffectName } from "../../vocabulary/index.ts";

/** An effect in one sentence, given without its full stop. */
export function effect(name: EffectName, statement: string): Effect {
  return { name, severity: EFFECTS[name].severity, message: `${statement}.` };
}
