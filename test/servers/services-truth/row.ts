import type { FindingKind, Layer, Reason, Resource } from "../../../src/vocabulary/index.ts";
import type { World } from "./world/index.ts";

/** One change of the real world, and how it is taken back. */
export interface Move {
  change(world: World): Promise<void>;
  restore(world: World): Promise<void>;
}

/** A finding that must be reported, exactly so. */
export interface Expected {
  readonly kind: FindingKind;
  readonly layer: Layer;
  readonly resource: Resource;
  /** The keyed path; empty for the whole resource. */
  readonly path: string;
  readonly reason: Reason | null;
  /** The operator that sets it right by itself. */
  readonly undoneBy: string | null;
  /** Words of each sentence that must be folded into it; there must be no other. */
  readonly consequences: readonly string[];
}

/** One line of the truth table. */
export interface Row {
  readonly what: string;
  /** Done one after the other, taken back in reverse. */
  readonly moves: readonly Move[];
  readonly expect: readonly Expected[];
}

/** What a row expects that must stay silent. */
export const SILENT: readonly Expected[] = [];
