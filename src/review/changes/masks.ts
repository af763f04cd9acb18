import {
  BEFORE_AND_AFTER,
  isSecret,
  LAST_APPLIED,
  maskObject,
  maskPair,
  type Scrubber,
  scrubPair,
} from "../../masking/index.ts";
import {
  type ChangedField,
  isJsonObject,
  type Json,
  type JsonObject,
  type Path,
  toKeyedPath,
  toPointer,
} from "../../vocabulary/index.ts";
import type { FieldChange, ResourceChange } from "../sides.ts";

/** Where a Secret holds its values. */
const VALUES = ["data", "stringData"];

/**
 * A resource's fields as they may be printed: no value of a Secret, and no Secret value anywhere else. Where the change
 * itself lies in what is hidden, the masks say of which side they are.
 */
export function maskedFields({ before, after, fields }: ResourceChange, scrubber: Scrubber): readonly ChangedField[] {
  const holdsSecrets = [before, after].some((object) => object !== null && isSecret(object));
  return fields.map((field) => ({
    path: toPointer(field.path),
    keyedPath: toKeyedPath(field.path),
    ...maskedSides(field, { holdsSecrets, scrubber }),
  }));
}

interface Masking {
  /** True for a field of a Secret. */
  readonly holdsSecrets: boolean;
  readonly scrubber: Scrubber;
}

function maskedSides({ path, before, after }: FieldChange, { holdsSecrets, scrubber }: Masking) {
  if (path.length === 0) return wholeSides({ before, after }, scrubber);
  const sides = { ...(before !== undefined && { desired: before }), ...(after !== undefined && { live: after }) };
  const { desired, live } =
    holdsSecrets && isSecretPath(path)
      ? maskPair(sides, BEFORE_AND_AFTER)
      : scrubPair(sides, (value) => scrubber.scrubValue(value), BEFORE_AND_AFTER);
  return { ...(desired !== undefined && { before: desired }), ...(live !== undefined && { after: live }) };
}

/** An object that came or went, whole. */
function wholeSides({ before, after }: { before: Json | undefined; after: Json | undefined }, scrubber: Scrubber) {
  const whole = (value: Json): JsonObject => maskObject(isJsonObject(value) ? value : {}, scrubber);
  return {
    ...(before !== undefined && { before: whole(before) }),
    ...(after !== undefined && { after: whole(after) }),
  };
}

/** The values, and the copies that clients keep of them in an annotation. */
function isSecretPath([first, second, third]: Path): boolean {
  if (typeof first === "string" && VALUES.includes(first)) return true;
  const isAnnotations = first === "metadata" && second === "annotations";
  return isAnnotations && (third === undefined || third === LAST_APPLIED);
}
