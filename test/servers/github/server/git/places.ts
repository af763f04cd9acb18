import type { BareRepository } from "./bare.ts";

export type Side = "LEFT" | "RIGHT";

/** A line that a patch shows. */
export interface Place {
  /** Its number in the file, before (LEFT) or after (RIGHT) the change. */
  readonly line: number;
  readonly side: Side;
  /** Lines below the file's first `@@`, as GitHub counts. */
  readonly position: number;
  /** Which hunk it stands in. */
  readonly hunk: number;
  /** The hunk from its header down to this line. */
  readonly diffHunk: string;
}

/** Every line that can be commented on: deleted ones on the left, added ones on the right, context on both. */
export function placesOf(patch: string): readonly Place[] {
  const places: Place[] = [];
  let [left, right, hunk, position] = [0, 0, 0, -1];
  let shown: string[] = [];
  for (const text of patch.split("\n")) {
    position += 1;
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (header !== null) {
      [left, right] = [Number(header[1]), Number(header[2])];
      hunk += 1;
      shown = [text];
      continue;
    }
    shown.push(text);
    const common = { position, hunk, diffHunk: shown.join("\n") };
    if (text.startsWith("-") || text.startsWith(" ")) places.push({ line: left++, side: "LEFT", ...common });
    if (text.startsWith("+") || text.startsWith(" ")) places.push({ line: right++, side: "RIGHT", ...common });
  }
  return places;
}

/**
 * Where a line of a file stands in a later commit; null where it was changed or deleted.
 * A renamed file's lines are followed under the new name only when git finds the rename.
 */
export async function followLine(
  git: BareRepository,
  from: { commit: string; path: string; line: number },
  to: string,
): Promise<number | null> {
  if (from.commit === to) return from.line;
  const patch = await git.fixed("diff", "-U0", "--no-color", "--no-renames", from.commit, to, "--", from.path);
  if (/^(deleted file|Binary files)/m.test(patch)) return null;
  let moved = 0;
  for (const [, start = "0", count = "1", , added = "1"] of patch.matchAll(
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm,
  )) {
    const [first, removed] = [Number(start), Number(count)];
    const after = removed === 0 ? first + 1 : first;
    if (from.line < after) break;
    if (from.line < after + removed) return null;
    moved += Number(added) - removed;
  }
  return from.line + moved;
}
