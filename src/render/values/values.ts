import type { Json, Path } from "../../vocabulary/index.ts";

/** Where a value stands in a file of the repository. Line and column count from 1. */
export interface ValuesPlace {
  /** Relative to the tree's root. */
  readonly file: string;
  /** Of the value itself; of the key where the value is empty. */
  readonly line: number;
  readonly column: number;
  /** The line of the key, or of the item's dash; comments above it belong to the value. */
  readonly keyLine: number;
  readonly keyColumn: number;
  /** Where an alias (`*name`) or a merge key brings the value in; null where it stands by itself. */
  readonly through: { readonly line: number; readonly column: number } | null;
}

/** What a value was set by, the weakest first. */
export const VALUES_SOURCES = ["dependency-defaults", "defaults", "values-file", "values-object", "parameter"] as const;
export type ValuesSourceKind = (typeof VALUES_SOURCES)[number];

/** One layer of an application's values. */
export interface ValuesSource {
  readonly kind: ValuesSourceKind;
  /** The file, relative to the tree's root; the Application's template for an object or parameter, null where unknown. */
  readonly file: string | null;
  /** Where a dependency's own values come to stand: `["kafka"]`; empty for everything else. */
  readonly prefix: Path;
  readonly duplicateKeys: readonly { readonly path: Path; readonly place: ValuesPlace }[];
  readonly directives: readonly IgnoreDirective[];
  readonly malformedDirectives: readonly MalformedDirective[];
  /** What its file says, for how a value is written; left out where it stands in none. It may hold secrets. */
  readonly text?: string;
  /** Every leaf that this source alone sets, its path as in the merged values. */
  readonly leaves: readonly { readonly path: Path; readonly value: Json; readonly place: ValuesPlace | null }[];
}

/** `# holdfast: ignore RULE until=DATE reason=…` in a values file: on the value's own line, or on lines above it. */
export interface IgnoreDirective {
  readonly rule: string;
  /** ISO date; null for no end. */
  readonly until: string | null;
  readonly reason: string | null;
  /** The line of the comment, and the line of the key that it speaks of. */
  readonly line: number;
  readonly keyLine: number;
  /** The last line of what stands below that key: the directive holds for every key in between. */
  readonly lastLine: number;
}

/** A comment that is meant as a directive but holds for nothing. */
export interface MalformedDirective {
  readonly line: number;
  /** One clause. */
  readonly why: string;
}

/**
 * A leaf of the merged values: a scalar, a null, an empty map or an empty list. Items of lists are leaves below
 * `{ index }` segments.
 */
export interface ValuesLeaf {
  readonly path: Path;
  readonly value: Json;
  /** The source that won. */
  readonly source: ValuesSourceKind;
  /** Null for a value that stands in no file of the repository: in an archived dependency. */
  readonly place: ValuesPlace | null;
  /** What weaker sources say at the same path, the strongest of them first. */
  readonly overridden: readonly OverriddenValue[];
}

export interface OverriddenValue {
  readonly value: Json;
  readonly source: ValuesSourceKind;
  readonly place: ValuesPlace | null;
}

/** The values of an application as Helm merges them. */
export interface ApplicationValues {
  readonly leaves: readonly ValuesLeaf[];
  /** The merged values, as templates see them at the root of the chart. */
  readonly merged: { readonly [key: string]: Json | undefined };
  readonly sources: readonly ValuesSource[];
  readonly conditions: readonly DependencyCondition[];
}

/** The condition under which Helm takes a dependency in. */
export interface DependencyCondition {
  /** The name that it goes by, below those of the charts around it. */
  readonly dependency: Path;
  /** The paths in the merged values that decide: the first one that holds a boolean does. Without any it is taken in. */
  readonly paths: readonly Path[];
  /** True where tags may decide too. */
  readonly hasTags: boolean;
  /** False where its own values are not among the sources: it lies in an archive, or is not fetched. */
  readonly isRead: boolean;
  /** In Chart.yaml; null outside the repository. */
  readonly place: ValuesPlace | null;
}
