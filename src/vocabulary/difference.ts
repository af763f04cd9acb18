import type { Attribution, Layer, Reason } from "./finding.ts";
import type { Json } from "./json.ts";
import type { FindingKind } from "./kinds.ts";
import type { Path } from "./path.ts";
import type { Resource } from "./resource.ts";

/**
 * What a comparison found, in memory and unmasked. It never leaves the process: findings are made from it.
 */
export interface Difference {
  readonly kind: FindingKind;
  readonly layer: Layer;
  readonly resource: Resource;
  /** Empty when the difference is about the whole resource. */
  readonly path: Path;
  readonly desired?: Json;
  readonly live?: Json;
  readonly attribution: Attribution | null;
  readonly reason: Reason | null;
  /** What the kind and the reason cannot say, as one short clause without a full stop; null when nothing is missing. */
  readonly detail: string | null;
  /**
   * The whole sentence, without its full stop, in place of the usual one of the kind; `detail` is not added to it.
   * It names no Secret value. Systems use it: they know best how to say what broke in a service.
   */
  readonly statement?: string;
  /** The operator that will set this right by itself, within about two minutes: `topic-operator`. */
  readonly undoneBy?: string;
  /** What this follows from. Where that is found too, this becomes one of its consequences. */
  readonly cause?: Cause;
}

/** Another difference by what it is about. */
export interface Cause {
  readonly resource: Resource;
  /** The field that causes it, or a field below it; null for anything that is found about the resource. */
  readonly path: Path | null;
}
