import type { CheckPorts } from "../check/index.ts";
import type { ProvenanceFinder } from "../provenance/index.ts";

/** Everything outside that explain needs. */
export interface ExplainPorts
  extends Pick<
    CheckPorts,
    "repository" | "renderer" | "connect" | "connectServices" | "scrubber" | "now" | "progress"
  > {
  readonly provenance: ProvenanceFinder;
}
