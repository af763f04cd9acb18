/** A file tree at one revision, lying in a folder. Whoever reads it must not write to it. */
export interface Tree {
  /** Absolute path of the folder that holds the repository's files at this revision. */
  readonly root: string;
  /** The commit; with `+dirty` for a working tree that differs from it; null where there is no git. */
  readonly revision: string | null;
}

/** The port to the git repository that declares the environments. */
export interface GitRepository {
  /** The files as they stand in the working tree. */
  workingTree(): Promise<Tree>;
  /**
   * The files at a branch, tag or commit, materialised once per commit in a temporary folder.
   * @throws UserError when the revision does not exist in this clone.
   */
  treeAt(revision: string): Promise<Tree>;
  /** The full commit id that a name stands for, null when this clone does not have it. */
  resolve(revision: string): Promise<string | null>;
  /** Removes the temporary folders. */
  dispose(): Promise<void>;
}
