import type { Severity } from "./kinds.ts";

/** What a change of git does to what runs, in words that a reviewer needs no manual for. */
export const EFFECTS = {
  "brokers-roll": effect("medium", "Brokers restart one after the other"),
  "pods-restart": effect("low", "Pods restart"),
} as const satisfies Record<string, EffectWords>;

export interface EffectWords {
  readonly severity: Severity;
  /** A headline for it. */
  readonly title: string;
}

export type EffectName = keyof typeof EFFECTS;

function effect<S extends Severity>(severity: S, title: string) {
  return { severity, title } as const;
}
