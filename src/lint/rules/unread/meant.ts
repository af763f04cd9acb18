import { nearest } from "../../../config/near-miss.ts";
import { type Path, toValuesKey } from "../../../vocabulary/index.ts";
import type { UnreadGroup } from "./groups.ts";
import type { FileKeys, KnownKeys } from "./known-keys.ts";
import { isMisspelling } from "./similar.ts";

/** The key that was most likely meant: one beside the unread one, or the same key at another level. */
export interface Meant {
  readonly how: "spelling" | "level";
  readonly path: Path;
}

/** Null where nothing points at another key. A key that the same file sets too was not meant. */
export function meantBy({ path, place }: UnreadGroup, known: KnownKeys, file: FileKeys): Meant | null {
  const key = path.at(-1);
  if (typeof key !== "string") return null;
  const parent = path.slice(0, -1);
  const free = known.at(parent).filter((other) => isMisspelling(key, other) && !file.sets([...parent, other]));
  const [only] = free;
  if (only !== undefined) return { how: "spelling", path: [...parent, nearest(key, free) ?? only] };
  const [level, ...more] = otherLevels(path, file.before(place.keyLine)).filter(
    (other) => known.reads(other) && !file.sets(other),
  );
  return level === undefined || more.length > 0 ? null : { how: "level", path: level };
}

/**
 * Where a key would stand with another indentation: deeper, in one of the maps that the line above is in, or less deep,
 * beside one of the maps around it.
 */
function otherLevels(path: Path, above: Path | null): readonly Path[] {
  const key = path.at(-1) ?? "";
  const parent = path.slice(0, -1);
  const outwards = parent.map((_, length) => [...path.slice(0, length), key]);
  const isBelow = above !== null && toValuesKey(above.slice(0, parent.length)) === toValuesKey(parent);
  const inwards = isBelow
    ? above.slice(parent.length, -1).map((_, index) => [...above.slice(0, parent.length + index + 1), key])
    : [];
  return [...outwards, ...inwards].filter((other) => other.length > 0);
}
