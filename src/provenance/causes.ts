import type { RenderedField, Trace } from "../render/probing/index.ts";
import { type Path, resourceKey, type Transformation, toPointer } from "../vocabulary/index.ts";
import { likeness } from "./likeness.ts";

/** A leaf, or a key of a map, that causes a field. */
export interface Cause {
  readonly leaf: Path;
  readonly transformation: Transformation;
}

interface Candidate extends Cause {
  /** Steps from what the leaf moves down to the field. */
  readonly distance: number;
  readonly likeness: number;
}

/**
 * What causes a field, the nearest cause first: what moves the field itself before what moves a map around it, then by how
 * much of the value the field is, then by how alike the names are. What moves the whole object says nothing about one of
 * its fields. An object is there because of what names it, too.
 */
export function causesIn(trace: Trace, field: RenderedField): readonly Cause[] {
  const key = resourceKey(field.resource);
  const pointer = toPointer(field.path);
  const candidates = trace.leaves.flatMap(({ leaf, links }) =>
    links.flatMap(({ resource, path, transformation, present }): Candidate[] => {
      if (!present || resourceKey(resource) !== key) return [];
      const isName = pointer === "" && toPointer(path) === "/metadata/name";
      if (!isName && !isAround(path, pointer)) return [];
      const distance = isName ? 0 : field.path.length - path.length;
      return [{ leaf, transformation, distance, likeness: likeness(leaf, field.path) }];
    }),
  );
  const sorted = candidates.toSorted((a, b) => a.distance - b.distance || byNearness(a, b));
  // One leaf may reach a field in several ways; the nearest of them counts.
  return [...Map.groupBy(sorted, ({ leaf }) => toPointer(leaf)).values()].flatMap((ways) => ways.slice(0, 1));
}

function byNearness(a: Candidate, b: Candidate): number {
  return rank(a.transformation) - rank(b.transformation) || b.likeness - a.likeness;
}

/** How much of the value the field is, the most first. */
const RANKS: readonly Transformation[] = [
  "same",
  "quoted",
  "list-item",
  "joined",
  "formatted",
  "split",
  "key",
  "condition",
  "checksum",
];

function rank(transformation: Transformation): number {
  return RANKS.indexOf(transformation);
}

/** True for the field itself, and for what lies between it and the object. */
function isAround(path: Path, pointer: string): boolean {
  const around = toPointer(path);
  return around === pointer || (around !== "" && pointer.startsWith(`${around}/`));
}
