import type { DeclarationPorts } from "../check/declaration.ts";
import type { Scrubber } from "../masking/index.ts";
import type { ProvenanceFinder } from "../provenance/index.ts";

/** Everything outside that lint needs: git and Helm, no cluster. */
export interface LintPorts extends DeclarationPorts {
  readonly provenance: ProvenanceFinder;
  /** Learns every Secret value of the run. */
  readonly scrubber: Scrubber;
  now(): Date;
  /** Says what the run is busy with. */
  progress(what: string): void;
}
