import type { Attribution, FindingKind, Layer, Reason } from "./finding.ts";
import type { Json } from "./json.ts";
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
}
