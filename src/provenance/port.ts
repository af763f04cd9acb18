import type { Application } from "../environments/application.ts";
import type { GitRepository, Tree } from "../git/port.ts";
import type { RenderedField, Trace } from "../render/probing/index.ts";
import type { Renderer } from "../render/renderer.ts";
import type { ValuesPlace } from "../render/values/index.ts";
import type { Path, Provenance, Reading } from "../vocabulary/index.ts";

/** An application as it lies in a tree. */
export interface SourcedApplication {
  readonly application: Application;
  readonly tree: Tree;
  /** A trace of everything, where there is one already; without it the fields that are asked for are traced. */
  readonly trace?: Trace;
}

/** A values line that causes a field, with the leaf that stands there. */
export interface CausingLeaf {
  readonly leaf: Path;
  readonly provenance: Provenance;
}

/** What tracing several fields of an application found. */
export interface Causes {
  /** For each field that was asked for, in that order: its causes, the nearest first. */
  readonly fields: readonly (readonly CausingLeaf[])[];
  /** What Helm rendered for it. */
  readonly renders: number;
}

/** Finds values lines. Each file is blamed once for all. */
export interface ProvenanceFinder {
  /**
   * The values lines that cause a field, the nearest cause first; empty where none does, or it cannot be traced.
   * A leaf that causes a map or list around the field counts; one that decides whether the whole object is there counts
   * where the object itself (an empty path) is asked for. For several fields ask `causesOfAll`, which traces once.
   */
  causesOf(source: SourcedApplication, field: RenderedField): Promise<readonly Provenance[]>;
  /**
   * The causes of several fields by one trace. Unread where the application cannot be traced.
   * @param among the only leaves that are probed, where it is known which ones may be near; left out for all.
   */
  causesOfAll(
    source: SourcedApplication,
    fields: readonly RenderedField[],
    among?: readonly Path[],
  ): Promise<Reading<Causes>>;
  /** The line of a leaf, or of the key of a map or list. Null where it stands in no file of the repository. */
  lineOf(source: SourcedApplication, leaf: Path): Promise<Provenance | null>;
  /** A place with its commit and author. */
  at(source: SourcedApplication, place: ValuesPlace, leaf: Path | null): Promise<Provenance>;
  /** Why git could not say who wrote some lines, one clause each without a full stop. */
  notes(): readonly string[];
}

export interface ProvenancePorts {
  readonly renderer: Pick<Renderer, "values" | "trace">;
  readonly repository: Pick<GitRepository, "blame">;
}
