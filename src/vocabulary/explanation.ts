import type { Attribution, Provenance, Transformation } from "./finding.ts";
import type { Json } from "./json.ts";
import type { Resource } from "./resource.ts";

/** The result of `explain`: one field along the whole chain. Secret values are masked. */
export interface Explanation {
  readonly schemaVersion: 1;
  readonly environment: string;
  readonly application: string | null;
  readonly resource: Resource;
  /** JSON pointer; null for the whole resource. */
  readonly path: string | null;
  readonly keyedPath: string | null;
  readonly revision: string | null;
  readonly recordedAt: string | null;
  /** The values lines that cause it, the nearest cause first. */
  readonly values: readonly ExplainedValue[];
  readonly rendered: ExplainedLayer & { readonly template: string | null; readonly helm: string | null };
  readonly live: ExplainedLayer & { readonly attribution: Attribution | null };
  /** What the operator made of it; null where no operator owns the object. */
  readonly operator: { readonly name: string; readonly says: string } | null;
  /** What the service behind has, with the service's own word for where the value comes from. */
  readonly service: (ExplainedLayer & { readonly resource: Resource; readonly source: string | null }) | null;
  readonly notes: readonly string[];
}

export interface ExplainedValue extends Provenance {
  /** Absent for a value that Helm computes from others. */
  readonly value?: Json;
}

/** One layer's value; absent where the layer does not have the field, `unread` where it could not be read. */
export interface ExplainedLayer {
  readonly value?: Json;
  readonly unread: string | null;
}

/** The result of `explain --values KEY`: what a leaf moves. */
export interface ValuesExplanation {
  readonly schemaVersion: 1;
  readonly key: string;
  readonly revision: string | null;
  readonly uses: readonly ValuesUse[];
  readonly notes: readonly string[];
}

export interface ValuesUse {
  readonly environment: string;
  readonly application: string;
  /** Where the value of this environment stands. */
  readonly provenance: Provenance | null;
  readonly value?: Json;
  /** `moves`, or why it moves nothing. */
  readonly outcome: "moves" | "refused" | "dormant" | "silent" | "unread";
  /** The key that would have to change for this one to matter; null unless dormant. */
  readonly switchedBy: string | null;
  /** True where the text of a template speaks of the key, or of a map around it as a whole. */
  readonly mentioned: boolean;
  readonly fields: readonly {
    readonly resource: Resource;
    readonly path: string | null;
    readonly transformation: Transformation;
  }[];
}
