import type { BareRepository } from "./bare.ts";

/** One file of a difference between two commits. */
export interface FileChange {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: "added" | "removed" | "modified" | "renamed";
  readonly additions: number;
  readonly deletions: number;
  /** The blob after the change, before it where the file was removed. */
  readonly blob: string;
  /** From the first `@@` on; null for a binary file or a mere rename. */
  readonly patch: string | null;
}

const STATUS = { A: "added", D: "removed", M: "modified", T: "modified", R: "renamed", C: "added" } as const;

/** What changed between two commits, file by file, with three lines of context as GitHub shows it. */
export async function changesBetween(git: BareRepository, base: string, head: string): Promise<readonly FileChange[]> {
  const raw = (await git.fixed("diff", "--raw", "-z", "--no-abbrev", "--find-renames", base, head)).split("\0");
  const changes: FileChange[] = [];
  for (let at = 0; at < raw.length - 1; ) {
    const [, , before = "", after = "", letter = ""] = (raw[at] ?? "").split(" ");
    const renamed = letter.startsWith("R") || letter.startsWith("C");
    const first = raw[at + 1] ?? "";
    const path = renamed ? (raw[at + 2] ?? "") : first;
    at += renamed ? 3 : 2;
    const previousPath = renamed ? first : null;
    const text = await git.fixed(
      ...[
        "diff",
        "-U3",
        "--find-renames",
        "--no-color",
        base,
        head,
        "--",
        ...(previousPath === null ? [] : [previousPath]),
        path,
      ],
    );
    const patch = patchOf(text);
    changes.push({
      path,
      previousPath,
      status: statusOf(letter),
      ...countsOf(patch),
      blob: letter.startsWith("D") ? before : after,
      patch,
    });
  }
  return changes;
}

function statusOf(letter: string): FileChange["status"] {
  const known: Readonly<Record<string, FileChange["status"]>> = STATUS;
  return known[letter.slice(0, 1)] ?? "modified";
}

function patchOf(text: string): string | null {
  const from = text.search(/^@@ /m);
  return from < 0 ? null : text.slice(from).replace(/\n$/, "");
}

function countsOf(patch: string | null): { additions: number; deletions: number } {
  const lines = (patch ?? "").split("\n");
  const starting = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  return { additions: starting("+"), deletions: starting("-") };
}
