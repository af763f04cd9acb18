import { toKeyedPath, toValuesKey } from "../../vocabulary/index.ts";
import type { LintDifference } from "../traced.ts";

/** What was found, one line each: `misspelt-key kafka.confg`, for a rendered field `go-artefact Secret/x /data/key`. */
export function inShort(found: readonly LintDifference[]): readonly string[] {
  return found.map(({ difference: { reason, resource, path } }) =>
    resource.type === "kubernetes"
      ? `${reason} ${resource.kind}/${resource.name} ${toKeyedPath(path)}`
      : `${reason} ${toValuesKey(path)}`,
  );
}
