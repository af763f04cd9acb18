import { realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { BlamedLine, GitRepository, Tree } from "../git/port.ts";

/** Who wrote the lines of trees. */
export interface Blame {
  /** @param at the file relative to the tree's root, the line counted from 1. */
  lineOf(tree: Tree, at: { readonly file: string; readonly line: number }): Promise<BlamedLine>;
  /** Why git could not say it, one clause each. */
  notes(): readonly string[];
}

const NOBODY: BlamedLine = { commit: null, author: null, time: null };

export function createBlame(repository: Pick<GitRepository, "blame">): Blame {
  const failures = new Map<string, string>();

  return {
    async lineOf(tree, { file, line }) {
      try {
        const lines = await repository.blame(await fileBehind(tree, file), tree.revision);
        return lines[line - 1] ?? NOBODY;
      } catch (error) {
        // A line is worth knowing without its author.
        failures.set(file, error instanceof Error ? firstLine(error.message) : String(error));
        return NOBODY;
      }
    },
    notes: () => [...failures].map(([file, why]) => `git could not say who wrote ${file}: ${why}`),
  };
}

/** A link's own history has one line: where it leads. */
async function fileBehind({ root }: Tree, file: string): Promise<string> {
  const [top, target] = await Promise.all([real(root), real(join(root, file))]);
  if (top === null || !target?.startsWith(top + sep)) return file;
  return relative(top, target);
}

async function real(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function firstLine(text: string): string {
  return (text.trim().split("\n")[0] ?? "").replace(/^fatal: /, "");
}
