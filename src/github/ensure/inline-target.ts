import type { Target } from "../written.ts";

/** What a write about the comment on a line is called. */
export function inlineTarget({ file, line }: { readonly file: string; readonly line: number | null }): Target {
  const where = line === null ? file : `${file}:${line}`;
  return {
    what: `inline comment ${where}`,
    doing: `write the comment on ${where}`,
    permission: "pull-requests: write",
  };
}
