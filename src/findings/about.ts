import { createHash } from "node:crypto";
import { type FindingKind, type Layer, type Reason, type Resource, resourceKey, ruleOf } from "../vocabulary/index.ts";

/** What severity, remedies and id depend on. */
export interface About {
  readonly kind: FindingKind;
  readonly layer: Layer;
  readonly resource: Resource;
  /** Keyed, empty for the whole resource. */
  readonly path: string;
  readonly reason: Reason | null;
}

/** The first 12 hex digits of a SHA-256 over everything that identifies a finding. Its values are no part of it. */
export function idOf(about: About, place: { environment: string; application: string | null }): string {
  const parts = [
    place.environment,
    place.application,
    about.layer,
    resourceKey(about.resource),
    about.path,
    about.kind,
    // Two rules may speak of the same field.
    ...(ruleOf(about.reason) === undefined ? [] : [about.reason]),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
}
