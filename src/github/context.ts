import type { Octokit } from "octokit";
import type { MakingTools } from "./writer.ts";

/** What every read and write needs. */
export interface Context extends MakingTools {
  readonly octokit: Octokit;
  readonly place: Place;
  /** The login that is written as. */
  readonly login: string;
}

/** The repository, as octokit's routes name it. */
export interface Place {
  readonly owner: string;
  readonly repo: string;
}

/** As many as GitHub gives at once. */
export const PAGE = 100;
