import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tree } from "../git/port.ts";
import type { ApplicationValues, ValuesLeaf, ValuesPlace } from "../render/values/index.ts";
import { VALUES_SOURCES } from "../render/values/values.ts";
import { type Path, toPointer } from "../vocabulary/index.ts";
import { findKey } from "./key-place.ts";

/**
 * Where a leaf stands, or the key of the map or list around leaves, in the strongest file that has it. Null where it
 * stands in no file of the repository, or there is no such value.
 */
export async function placeOf(values: ApplicationValues, path: Path, tree: Tree): Promise<ValuesPlace | null> {
  const pointer = toPointer(path);
  const leaf = values.leaves.find((one) => toPointer(one.path) === pointer);
  if (leaf !== undefined) return leaf.place;
  const below = values.leaves.filter((one) => toPointer(one.path).startsWith(`${pointer}/`));
  const [first] = below.filter(({ place }) => place !== null).toSorted(byStrength);
  return first?.place ? await keyAbove(first, { place: first.place, path, values, tree }) : null;
}

function byStrength(a: ValuesLeaf, b: ValuesLeaf): number {
  return (
    VALUES_SOURCES.indexOf(b.source) - VALUES_SOURCES.indexOf(a.source) || (a.place?.line ?? 0) - (b.place?.line ?? 0)
  );
}

interface Around {
  readonly place: ValuesPlace;
  readonly path: Path;
  readonly values: ApplicationValues;
  readonly tree: Tree;
}

/** The key's own line, found in the file that has the leaf; the leaf's place where the text does not show it. */
async function keyAbove({ source }: ValuesLeaf, { place, path, values, tree }: Around): Promise<ValuesPlace> {
  if (source === "values-object" || source === "parameter") return place;
  const depth = prefixLength(values, place.file, toPointer(path));
  const key = findKey(await readFile(join(tree.root, place.file), "utf8"), path.slice(depth));
  if (key === null) return place;
  return { file: place.file, ...key, keyLine: key.line, keyColumn: key.column, through: null };
}

/** How much of the path stands outside of the file: a dependency's own values begin below its name. */
function prefixLength({ sources }: ApplicationValues, file: string, pointer: string): number {
  const lengths = sources
    .filter((source) => source.file === file && pointer.startsWith(toPointer(source.prefix)))
    .map(({ prefix }) => prefix.length);
  return Math.max(0, ...lengths);
}
