/** Git: the files that declare the environments, in the working tree or at a revision. */
export { openRepository } from "./open.ts";
export type { FileDiff, GitRepository, Hunk, Tree } from "./port.ts";
