import type { TracedApplication } from "../../lint/index.ts";
import type { ValuesLeaf, ValuesPlace } from "../../render/index.ts";
import type { Path } from "../../vocabulary/index.ts";
import type { ChangedLines, LinePlace, Side } from "./changed-lines.ts";
import { isWithin, valueIn } from "./paths.ts";

interface Sides {
  readonly before: TracedApplication;
  readonly after: TracedApplication;
  readonly lines: ChangedLines;
}

/** The line of a key with that key. */
export interface KeyLine {
  readonly place: LinePlace;
  readonly key: Path;
}

/**
 * The changed line of the key that makes a leaf new, or takes it away, where the leaf's own line stays: a map whose key is
 * renamed keeps what stands below it. The key stands above the first of its leaves. Null where no such line changed.
 */
export function keyLineOf({ path, place }: ValuesLeaf, side: Side, { before, after, lines }: Sides): KeyLine | null {
  const [own, other] = side === "head" ? [after, before] : [before, after];
  const key = newestKey(path, other);
  if (place === null || key === null) return null;
  const { file } = place;
  const placed = placesIn(own, file);
  const first = placed.find((leaf) => isWithin(leaf.path, key));
  if (first === undefined) return null;
  const above = placed.filter(({ at }) => at.line < first.at.keyLine).map(({ at }) => at.line);
  const from = Math.max(0, ...above) + 1;
  const line = lines.between(file, side, { from, to: first.at.keyLine });
  return line === null ? null : { place: line, key };
}

/** The outermost key on the way to a leaf that the other side does not have. */
function newestKey(path: Path, { values }: TracedApplication): Path | null {
  const length = path.findIndex((_, index) => valueIn(values.merged, path.slice(0, index + 1)) === undefined);
  return length < 0 ? null : path.slice(0, length + 1);
}

/** The leaves that a file sets, in the order of its lines. */
function placesIn({ values }: TracedApplication, file: string): readonly { path: Path; at: ValuesPlace }[] {
  return values.sources
    .filter((source) => source.file === file)
    .flatMap(({ leaves }) => leaves.flatMap(({ path, place }) => (place === null ? [] : [{ path, at: place }])))
    .toSorted((a, b) => a.at.keyLine - b.at.keyLine);
}
