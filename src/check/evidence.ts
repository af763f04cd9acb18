import type { Compared } from "./comparison.ts";

/** What the comparison with the cluster found. */
export type LiveEvidence = Omit<Compared, "listed">;

export const NOTHING: LiveEvidence = { differences: [], ignored: [], failures: [], notes: [] };
