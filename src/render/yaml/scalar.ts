import { InvalidYaml } from "./invalid.ts";
import { readNumber } from "./number.ts";

/** What a scalar stands for. `exact` and `float` matter only where it is a mapping's key. */
export interface ScalarValue {
  readonly value: string | number | boolean | null;
  readonly float: boolean;
  readonly exact: bigint | null;
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word) => [word, false] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
]);
const NOT_FINITE = /^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/;
/** First characters of what may be other than text: the words above, numbers, and the empty scalar. */
const HINT = /^[-+.0-9yYnNtTfFoO~]|^$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A plain scalar without a tag. Dates stay text, as they do for Kubernetes. @throws InvalidYaml for infinity and NaN. */
export function plainScalar(text: string): ScalarValue {
  if (!HINT.test(text)) return asText(text);
  const word = WORDS.get(text);
  if (word !== undefined) return { value: word, float: false, exact: null };
  const number = readNumber(text);
  if (number !== null) return { value: number.value, float: !number.integer, exact: number.exact };
  if (NOT_FINITE.test(text)) throw new InvalidYaml(`${text} is not a number that JSON can hold`, null);
  return asText(text);
}

/**
 * A scalar with a tag (`!!int`), whose text may have been quoted. Unknown tags leave the text alone.
 * @throws InvalidYaml when the text is not what the tag says.
 */
export function taggedScalar(text: string, tag: string): ScalarValue {
  switch (tag) {
    case "!!binary":
      return asText(decodeBase64(text));
    case "!!int":
    case "!!float":
    case "!!bool":
    case "!!null":
      return checked(plainScalar(text), tag, text);
    default:
      return asText(text);
  }
}

export function asText(text: string): ScalarValue {
  return { value: text, float: false, exact: null };
}

function checked(scalar: ScalarValue, tag: string, text: string): ScalarValue {
  const { value } = scalar;
  const is = {
    "!!int": typeof value === "number" && !scalar.float,
    "!!float": typeof value === "number",
    "!!bool": typeof value === "boolean",
    "!!null": value === null,
  }[tag];
  if (is !== true) throw new InvalidYaml(`cannot read ${JSON.stringify(text)} as ${tag}`, null);
  return scalar;
}

function decodeBase64(text: string): string {
  const compact = text.replaceAll(/[\r\n]/g, "");
  if (!BASE64.test(compact)) throw new InvalidYaml("a !!binary value is not base64", null);
  return Buffer.from(compact, "base64").toString("utf8");
}
