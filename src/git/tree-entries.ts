/** One file of a commit, as `git ls-tree -r -z` lists it. */
export interface TreeEntry {
  readonly kind: "file" | "executable" | "link" | "submodule";
  readonly blob: string;
  /** Relative to the listed folder, with slashes. */
  readonly path: string;
}

const KINDS: Readonly<Record<string, TreeEntry["kind"]>> = {
  "100644": "file",
  "100664": "file",
  "100755": "executable",
  "120000": "link",
  "160000": "submodule",
};

/**
 * Reads the output of `git ls-tree -r -z`. A name that is not UTF-8 is left out: no chart or values file has one, and two
 * of them could look the same.
 * @throws Error for a path that would leave the folder it is written to: git itself never makes one.
 */
export function parseTreeEntries(output: string): readonly TreeEntry[] {
  return output
    .split("\0")
    .filter((line) => line !== "" && !line.includes("\u{fffd}"))
    .map(parseEntry);
}

function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf("\t");
  const [mode = "", , blob = ""] = line.slice(0, tab).split(" ");
  const path = line.slice(tab + 1);
  const kind = KINDS[mode];
  if (kind === undefined) throw new Error(`git lists ${path} with the unknown mode ${mode}`);
  if (path.split("/").some(isUnsafe))
    throw new Error(`git lists the path ${JSON.stringify(path)}, which no tree may hold`);
  return { kind, blob, path };
}

function isUnsafe(segment: string): boolean {
  return ["", ".", "..", ".git"].includes(segment.toLowerCase());
}
