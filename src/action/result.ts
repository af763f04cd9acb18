import type { Annotation, Written } from "../github/index.ts";
import type { Finding, Verdict } from "../vocabulary/index.ts";

/** What a verb comes to, as a step of a workflow tells it. */
export interface ActionResult {
  readonly verdict: Verdict;
  /** How many findings are above `info`. */
  readonly findings: number;
  /** Markdown for the job summary. */
  readonly summary: string;
  /** The whole result in the format that `report-format` names. */
  readonly report: string;
  /** What was written on GitHub. */
  readonly written: readonly Written[];
  /** For the log, where nothing can be written: what stands at which line. */
  readonly annotations: readonly Annotation[];
}

/** How many findings somebody should look at. */
export function aboveInfo(environments: readonly { readonly findings: readonly Finding[] }[]): number {
  return environments.flatMap(({ findings }) => findings).filter(({ severity }) => severity !== "info").length;
}
