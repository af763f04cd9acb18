import type { Link, ValuesPlace } from "../../../render/index.ts";
import { type Difference, type Json, type Path, resourceKey, toPointer } from "../../../vocabulary/index.ts";
import type { ApplicationSides } from "../../sides.ts";
import type { LineGroup } from "../groups.ts";
import type { OwnedFinding } from "../owned.ts";
import { isWithin, textOfFile } from "../paths.ts";

/** What mends a line: another name for a key, or another value behind it. */
export type Mend =
  | { readonly of: "key"; readonly path: Path; readonly place: ValuesPlace; readonly name: string }
  | { readonly of: "value"; readonly path: Path; readonly place: ValuesPlace; readonly value: Json };

export interface MendContext {
  readonly group: LineGroup;
  readonly sides: ApplicationSides;
}

/** The mend that a finding names itself; null where it leaves any doubt. Paths are those of the file. */
export function mendOf(found: OwnedFinding, context: MendContext): Mend | null {
  const { finding, difference, place } = found.located;
  if (difference === undefined || place === null || place.through !== null) return null;
  if (finding.reason === "misspelt-key") return renamedKey(difference, place, context);
  if (finding.reason === "null-value") return formerValue(difference, place, context);
  return wantedValue(difference, found, context);
}

function renamedKey({ path, desired }: Difference, place: ValuesPlace, { sides }: MendContext): Mend | null {
  const own = pathInFile(path, place.file, sides.after);
  return own === null || typeof desired !== "string" ? null : { of: "key", path: own, place, name: desired };
}

/** A key that lost its value by this very change gets it back. */
function formerValue({ path }: Difference, place: ValuesPlace, { sides }: MendContext): Mend | null {
  const own = pathInFile(path, place.file, sides.after);
  const before = sides.before?.values.sources
    .find(({ file }) => file === place.file)
    ?.leaves.find((leaf) => toPointer(leaf.path) === toPointer(path));
  if (own === null || before === undefined || before.value === null || typeof before.value === "object") return null;
  return { of: "value", path: own, place, value: before.value };
}

/** The one leaf of the line whose value is the field that the finding is about. */
function wantedValue(difference: Difference, { evidence }: OwnedFinding, { group, sides }: MendContext): Mend | null {
  const { desired } = difference;
  if (desired === undefined || desired === null || typeof desired === "object") return null;
  const causes = group.shares
    .filter((one) => one.evidence === evidence && one.sides === sides)
    .flatMap(({ share: { leaf, links } }) => {
      const link = links.find((one) => isTo(one, difference));
      return leaf === null || link === undefined ? [] : [{ leaf, link }];
    });
  const [cause, ...others] = causes;
  if (cause === undefined || others.length > 0) return null;
  const { leaf, link } = cause;
  const source = sides.after?.values.leaves.find(({ path }) => toPointer(path) === toPointer(leaf.path));
  const place = source?.place ?? null;
  const own = place === null ? null : pathInFile(leaf.path, place.file, sides.after);
  if (source === undefined || place === null || place.through !== null || own === null) return null;
  const value = link.transformation === "same" ? desired : quotedAs(source.value, desired);
  return value === null ? null : { of: "value", path: own, place, value };
}

/** A link whose value is the field's. */
function isTo({ resource, path, transformation }: Link, difference: Difference): boolean {
  if (transformation !== "same" && transformation !== "quoted") return false;
  const wanted = difference.resource;
  if (wanted.type !== "kubernetes" || toPointer(path) !== toPointer(difference.path)) return false;
  return resourceKey({ ...wanted, namespace: resource.namespace }) === resourceKey(resource);
}

/** The wanted text as the type that the value has; null where it has no such form. */
function quotedAs(value: Json, desired: string | number | boolean): Json {
  if (typeof value === "string") return String(desired);
  if (typeof value === "number") return String(Number(desired)) === String(desired) ? Number(desired) : null;
  return null;
}

/** Null for what the file does not set by itself. */
function pathInFile(path: Path, file: string, source: ApplicationSides["after"]): Path | null {
  if (source === null || textOfFile(source, file) === undefined) return null;
  const prefixes = source.values.sources.filter((one) => one.file === file).map(({ prefix }) => prefix);
  const prefix = prefixes.filter((one) => isWithin(path, one)).toSorted((a, b) => b.length - a.length)[0];
  return prefix === undefined ? null : path.slice(prefix.length);
}
