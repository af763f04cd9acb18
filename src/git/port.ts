/** A file tree at one revision, lying in a folder. Whoever reads it must not write to it. */
export interface Tree {
  /** Absolute path of the folder that holds the repository's files at this revision. */
  readonly root: string;
  /** The commit; with `+dirty` for a working tree that differs from it; null where there is no git. */
  readonly revision: string | null;
  /** The only repositories of charts that may be asked for what its charts depend on; any where this is left out. */
  readonly chartRepositories?: () => Promise<ReadonlySet<string>>;
}

/** Who wrote a line; all null for a line that is not committed, or that is older than a shallow clone knows. */
export interface BlamedLine {
  readonly commit: string | null;
  readonly author: string | null;
  /** When the author wrote it, RFC 3339. */
  readonly time: string | null;
}

/** What changed in one file. */
export interface FileDiff {
  /** Relative to the tree's root; of a deleted file its former name. */
  readonly file: string;
  /** Its name before, where that was another one. */
  readonly formerly: string | null;
  readonly status: "added" | "deleted" | "modified" | "renamed";
  /** Empty for a binary file, and for one that is too large to be looked at line by line. */
  readonly hunks: readonly Hunk[];
}

/** A piece of a file with three unchanged lines around what changed, as a pull request shows it. */
export interface Hunk {
  readonly lines: readonly HunkLine[];
}

/** A line of a hunk: on both sides where nothing changed, else on one. Numbers count from 1. */
export interface HunkLine {
  readonly base: number | null;
  readonly head: number | null;
}

/** The port to the git repository that declares the environments. */
export interface GitRepository {
  /** Where the tree's root lies inside the repository: empty at its top or where there is no git, else ending in a slash. */
  readonly prefix: string;
  /** The files as they stand in the working tree. */
  workingTree(): Promise<Tree>;
  /**
   * The files at a branch, tag or commit, materialised once per commit in a temporary folder.
   * @throws UserError when the revision does not exist in this clone.
   */
  treeAt(revision: string): Promise<Tree>;
  /** The full commit id that a name stands for, null when this clone does not have it. */
  resolve(revision: string): Promise<string | null>;
  /**
   * The files that differ between two states, relative to the tree's root; of a rename both names.
   * @param from a commit. @param to a commit, or null for the working tree with what git does not track yet.
   */
  changedFiles(from: string, to: string | null): Promise<readonly string[]>;
  /** Where two revisions parted: the commit that a pull request compares with. Null where this clone knows none. */
  mergeBase(a: string, b: string): Promise<string | null>;
  /** What changed between two commits, file by file, renames followed. @throws UserError for what this clone lacks. */
  diff(from: string, to: string): Promise<readonly FileDiff[]>;
  /**
   * Who wrote each line of a file, the first line first; asked of git once per file and revision.
   * @param file relative to the tree's root. @param revision as `Tree.revision` has it: null, a commit, or one with `+dirty`.
   * @returns empty where git does not know the file, or would have to run a filter to compare it.
   */
  blame(file: string, revision: string | null): Promise<readonly BlamedLine[]>;
  /** The URL of the remote `origin`, null where there is none. It may hold a password: show it to nobody. */
  remoteUrl(): Promise<string | null>;
  /** Removes the temporary folders. */
  dispose(): Promise<void>;
}
