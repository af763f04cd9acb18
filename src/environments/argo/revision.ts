/** Names of the branch that everything is deployed from once it is merged. */
const DEFAULT_REVISIONS = new Set(["", "HEAD", "main", "master", "refs/heads/main", "refs/heads/master"]);

/**
 * The revision that an Application is deployed from; null means the one that is checked.
 * An Application that follows the default branch gets whatever is checked once that is merged, so a pull request is
 * judged by its own files. Any other branch, tag or commit is taken as it stands.
 */
export function revisionOf(targetRevision: string): string | null {
  return DEFAULT_REVISIONS.has(targetRevision) ? null : targetRevision;
}
