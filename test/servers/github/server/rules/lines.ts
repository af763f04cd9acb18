import { changesBetween } from "../git/patch.ts";
import { type Place, placesOf, type Side } from "../git/places.ts";
import type { PullPlace } from "../shapes/pulls.ts";
import type { Anchor } from "../state/model.ts";
import { commitsOf, mergeBase } from "../state/pulls.ts";
import { type FieldError, Refusal } from "./refusal.ts";

/** A place that somebody wants to comment on. */
export interface WantedPlace {
  readonly commit: string;
  readonly path: string;
  readonly line: number | null;
  readonly side: Side;
  readonly startLine: number | null;
  readonly startSide: Side | null;
  /** Lines below the first `@@`, the older way to say it. */
  readonly position: number | null;
  readonly wholeFile: boolean;
}

/** @throws Refusal when the commit is none of the pull request's, or the line none that its diff shows. */
export async function anchorOf(place: PullPlace, wanted: WantedPlace): Promise<Anchor | null> {
  const { repository, pull } = place;
  const commits = await commitsOf(repository, pull);
  if (!commits.includes(wanted.commit)) throw refused(["commit_id", "commit_id is not part of the pull request"]);
  const base = await mergeBase(repository, pull, wanted.commit);
  const change = (await changesBetween(repository.git, base, wanted.commit)).find(({ path }) => path === wanted.path);
  if (change === undefined) throw refused(["pull_request_review_thread.path", "could not be resolved"], NO_HUNK);
  if (wanted.wholeFile) return null;
  const places = placesOf(change.patch ?? "");
  const end = places.find((candidate) => stands(candidate, wanted));
  if (end === undefined) throw refused(["pull_request_review_thread.line", "must be part of the diff"], NO_HUNK);
  checkStart(places, { wanted, end });
  return {
    line: end.line,
    side: end.side,
    startLine: wanted.startLine,
    startSide: wanted.startLine === null ? null : (wanted.startSide ?? end.side),
    position: end.position,
    diffHunk: end.diffHunk,
  };
}

const NO_HUNK = ["pull_request_review_thread.diff_hunk", "can't be blank"] as const;

function stands(place: Place, wanted: WantedPlace): boolean {
  if (wanted.position !== null) return place.position === wanted.position;
  return place.line === wanted.line && place.side === wanted.side;
}

function checkStart(places: readonly Place[], { wanted, end }: { wanted: WantedPlace; end: Place }): void {
  if (wanted.startLine === null) return;
  const side = wanted.startSide ?? end.side;
  const start = places.find((place) => place.line === wanted.startLine && place.side === side);
  if (start === undefined || start.hunk !== end.hunk) {
    throw refused(["pull_request_review_thread.start_line", "must be part of the same hunk as the line."]);
  }
  if (start.position >= end.position) {
    throw refused(["pull_request_review_thread.start_line", "must precede the end line."]);
  }
}

function refused(...errors: readonly (readonly [string, string])[]): Refusal {
  const listed: readonly FieldError[] = errors.map(([field, message]) => ({
    resource: "PullRequestReviewComment",
    code: "custom",
    field,
    message: message.startsWith(field) ? message : `${field} ${message}`,
  }));
  return new Refusal(422, "Validation Failed", listed);
}
