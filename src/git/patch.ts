import type { Hunk, HunkLine } from "./port.ts";

/** As many bytes of a line tell what it is. */
const HEAD_OF_LINE = 200;

/** What GitHub shows of one file at most; a longer difference is not looked at line by line. */
const LINES_OF_FILE = 20_000;

/** What is kept of a whole difference at most. */
const LINES_OF_ALL = 200_000;

const HUNK = /^@@ -(?<base>\d+)(?:,(?<baseCount>\d+))? \+(?<head>\d+)(?:,(?<headCount>\d+))? @@/;

/** A hunk that is being read: which line comes next on each side, and how many are still to come. */
interface OpenHunk {
  readonly lines: HunkLine[];
  readonly base: { next: number; left: number };
  readonly head: { next: number; left: number };
  /** False for a hunk that is read past. */
  isKept: boolean;
}

interface FilePatch {
  hunks: readonly OpenHunk[];
  length: number;
}

/**
 * Reads a patch that git prints, piece by piece: the hunks of each file, in git's order. It keeps line numbers alone, so
 * memory does not grow with the length of lines. File names must be quoted, so that none can look like a header.
 */
export async function readPatch(output: AsyncIterable<Buffer>): Promise<readonly (readonly Hunk[])[]> {
  const files: FilePatch[] = [];
  let open: OpenHunk | null = null;
  let kept = 0;
  for await (const line of lineHeads(output)) {
    if (open !== null && take(open, line)) continue;
    if (line.startsWith("diff --git ")) files.push({ hunks: [], length: 0 });
    open = openHunk(line);
    const file = files.at(-1);
    if (open === null || file === undefined) continue;
    kept += open.base.left + open.head.left;
    add(file, open, kept <= LINES_OF_ALL);
  }
  return files.map(({ hunks }) => hunks.map(({ lines }) => ({ lines })));
}

function add(file: FilePatch, hunk: OpenHunk, hasRoom: boolean): void {
  file.length += hunk.base.left + hunk.head.left;
  hunk.isKept = hasRoom && file.length <= LINES_OF_FILE;
  file.hunks = hunk.isKept ? [...file.hunks, hunk] : [];
}

function openHunk(line: string): OpenHunk | null {
  const groups = HUNK.exec(line)?.groups;
  if (groups === undefined) return null;
  return {
    lines: [],
    base: { next: Number(groups["base"]), left: Number(groups["baseCount"] ?? 1) },
    head: { next: Number(groups["head"]), left: Number(groups["headCount"] ?? 1) },
    isKept: true,
  };
}

/** Takes a line into the hunk; false when the hunk is complete. */
function take({ lines, base, head, isKept }: OpenHunk, line: string): boolean {
  if (base.left === 0 && head.left === 0) return false;
  if (line.startsWith("\\")) return true;
  const isOnBase = !line.startsWith("+");
  const isOnHead = !line.startsWith("-");
  if (isKept) lines.push({ base: isOnBase ? base.next : null, head: isOnHead ? head.next : null });
  if (isOnBase) advance(base);
  if (isOnHead) advance(head);
  return true;
}

function advance(side: { next: number; left: number }): void {
  side.next += 1;
  side.left -= 1;
}

/** The beginning of each line, byte for byte. */
async function* lineHeads(output: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  let head = "";
  for await (const piece of output) {
    let at = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, at)) {
      yield grown(head, piece, { at, end });
      head = "";
      at = end + 1;
    }
    head = grown(head, piece, { at, end: piece.length });
  }
  if (head !== "") yield head;
}

function grown(head: string, piece: Buffer, { at, end }: { readonly at: number; readonly end: number }): string {
  return head + piece.toString("latin1", at, Math.min(end, at + HEAD_OF_LINE - Math.min(head.length, HEAD_OF_LINE)));
}
