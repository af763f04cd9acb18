import type { Config } from "../config/index.ts";
import { UserError } from "../errors/index.ts";
import type { GitRepository, Tree } from "../git/port.ts";
import { chartRepositoriesIn } from "../render/index.ts";
import { configsOf } from "./configs.ts";
import type { ReviewRequest } from "./request.ts";
import type { ReviewedChange } from "./sides.ts";

/** The same thing before and after the change. */
export interface BothSides<T> {
  readonly before: T;
  readonly after: T;
}

/** The change with the files of both sides. */
export interface ResolvedChange {
  readonly change: ReviewedChange;
  readonly trees: BothSides<Tree>;
  /** Which applications there are is said by each side's own holdfast.yaml where that changes; all else by the one in use. */
  readonly configs: BothSides<Config>;
  /** The former and present names of all files that differ. */
  readonly changed: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Finds the two commits that are compared: head, and where it left base. What base gained since is not part of the change.
 * @throws UserError for a revision that this clone lacks, where it knows no commit that both come from, and for a
 * holdfast.yaml of the head that cannot be read.
 */
export async function resolveChange(request: ReviewRequest, repository: GitRepository): Promise<ResolvedChange> {
  const head = await commitOf(request.head, "--head", repository);
  const base = await repository.mergeBase(await commitOf(request.base, "--base", repository), head);
  if (base === null) throw new UserError(noCommonCommit(request));
  const [files, before, after] = await Promise.all([
    repository.diff(base, head),
    repository.treeAt(base),
    repository.treeAt(head),
  ]);
  const changed = [...new Set(files.flatMap(({ file, formerly }) => (formerly === null ? [file] : [formerly, file])))];
  const trees = { before, after: { ...after, chartRepositories: repositoriesOf(before) } };
  return { change: { base, head, files }, trees, changed, ...(await configsOf({ ...request, trees, changed })) };
}

/** The repository for what a head may name besides itself: a revision of its own choice. */
export function asFarAsBase(repository: GitRepository, { trees }: ResolvedChange): GitRepository {
  const { chartRepositories } = trees.after;
  if (chartRepositories === undefined) return repository;
  return { ...repository, treeAt: async (revision) => ({ ...(await repository.treeAt(revision)), chartRepositories }) };
}

function repositoriesOf({ root }: Tree): () => Promise<ReadonlySet<string>> {
  let known: Promise<ReadonlySet<string>> | null = null;
  return () => {
    known ??= chartRepositoriesIn(root);
    return known;
  };
}

async function commitOf(revision: string, option: string, repository: GitRepository): Promise<string> {
  const commit = await repository.resolve(revision);
  if (commit !== null) return commit;
  throw new UserError(
    `This clone has no revision ${JSON.stringify(revision)}. Fetch it, or name another one with ${option}.`,
  );
}

function noCommonCommit({ base, head }: ReviewRequest): string {
  const pair = `${JSON.stringify(base)} and ${JSON.stringify(head)}`;
  return `This clone knows no commit that ${pair} both come from. Run git fetch --unshallow, or check out with fetch-depth: 0.`;
}
