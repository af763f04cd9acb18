import { type Context, PAGE } from "../context.ts";
import type { CheckRun } from "../port.ts";
import { type Fingerprint, parseExternalId } from "./check-run-state.ts";

/** A check run of ours. */
export interface OwnCheckRun {
  readonly id: number;
  readonly url: string | null;
  readonly fingerprint: Fingerprint;
  /** How many of its annotations have arrived. */
  readonly annotations: number;
}

/** The newest check run of this name and key at a commit by this App, which is the one that readers see; null for none. */
export async function newestCheckRun(
  { octokit, place, login }: Context,
  commit: string,
  { name, key }: Pick<CheckRun, "name" | "key">,
): Promise<OwnCheckRun | null> {
  const options = { ...place, ref: commit, check_name: name, filter: "all", per_page: PAGE } as const;
  const all = await octokit.paginate(octokit.rest.checks.listForRef, options);
  let newest: OwnCheckRun | null = null;
  for (const run of all) {
    const parsed = parseExternalId(run.external_id ?? "");
    if (parsed?.key !== key || run.name !== name || `${run.app?.slug}[bot]` !== login) continue;
    if (newest !== null && newest.id > run.id) continue;
    const { fingerprint } = parsed;
    newest = { id: run.id, url: run.html_url, fingerprint, annotations: run.output.annotations_count };
  }
  return newest;
}
