/** From a rendered field or a values leaf to the line of the file, its commit and its author. */
import type { Application } from "../environments/application.ts";
import type { GitRepository, Tree } from "../git/port.ts";
import type { Renderer } from "../render/index.ts";
import type { LeafTrace, Link, RenderedField, Trace } from "../render/probing/index.ts";
import type { ApplicationValues, ValuesPlace } from "../render/values/index.ts";
import type { Path, Provenance } from "../vocabulary/index.ts";

/** An application as it lies in a tree. */
export interface SourcedApplication {
  readonly application: Application;
  readonly tree: Tree;
}

/** Finds values lines. Renders and blames at most once per application and file. */
export interface ProvenanceFinder {
  /** The values lines that cause a field, the nearest cause first; empty where none does, or it cannot be traced. */
  causesOf(source: SourcedApplication, field: RenderedField): Promise<readonly Provenance[]>;
  /** The line of a leaf. Null where it stands in no file of the repository. */
  lineOf(source: SourcedApplication, leaf: Path): Promise<Provenance | null>;
  /** A place with its commit and author. */
  at(source: SourcedApplication, place: ValuesPlace, leaf: Path | null): Promise<Provenance>;
}

export interface ProvenancePorts {
  readonly renderer: Renderer;
  readonly repository: GitRepository;
}

export type { ApplicationValues, LeafTrace, Link, Trace };
