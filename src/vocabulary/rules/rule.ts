import type { FindingKind, Severity } from "../kinds.ts";

/** What is known of a rule of `lint`. Its name is the `reason` of its findings and the name of its page in docs/rules/. */
export interface Rule {
  readonly kind: Extract<FindingKind, "lost-intent" | "coupling" | "risk" | "pruned">;
  readonly severity: Severity;
  /** What it says is wrong, in a few words: the title of its page. */
  readonly title: string;
  /** False for a rule that guesses: it runs only where holdfast.yaml turns it on. */
  readonly byDefault: boolean;
}
