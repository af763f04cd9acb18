const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const POINTED = /^\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+)?$/;
const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
/** Below this length no spelling of an integer can leave the range where a double is exact. */
const SAFE_LENGTH = 13;

/** A number of a plain scalar: an integer that fits 64 bits, or a float. */
export interface YamlNumber {
  readonly value: number;
  readonly integer: boolean;
  /** The exact integer where a double may not hold it, else null. */
  readonly exact: bigint | null;
}

/**
 * The number that a plain scalar spells, null when it is none. The rules are those of go-yaml v2, by which
 * Kubernetes reads: an integer in base 2, 8, 10 or 16 with underscores anywhere, or a decimal float; one that
 * overflows is tried as a float, a float that overflows is text.
 */
export function readNumber(text: string): YamlNumber | null {
  if (text.startsWith(".")) return POINTED.test(text) ? asFloat(text.replaceAll("_", "")) : null;
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  const integer = INTEGER.exec(plain);
  return (
    (integer === null ? null : asInteger(integer[1] === "-", integer[2] ?? "", integer[1] === "")) ??
    (FLOAT.test(plain) ? asFloat(plain) : null)
  );
}

function asInteger(negative: boolean, digits: string, unsigned: boolean): YamlNumber | null {
  const literal = /^0[0-7]+$/.test(digits) ? `0o${digits}` : digits;
  if (digits.length < SAFE_LENGTH) {
    const value = Number(literal);
    return { value: negative && value !== 0 ? -value : value, integer: true, exact: null };
  }
  const exact = negative ? -BigInt(literal) : BigInt(literal);
  if (exact < INT64_MIN || exact > (unsigned ? UINT64_MAX : INT64_MAX)) return null;
  return { value: Number(exact), integer: true, exact };
}

function asFloat(text: string): YamlNumber | null {
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  return { value: value === 0 ? 0 : value, integer: false, exact: null };
}

/** How a float key is spelt as text: the shortest single-precision form, as sigs.k8s.io/yaml writes it. */
export function floatKey(value: number): string {
  const single = Math.fround(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(single.toPrecision(digits))) !== single) digits++;
  const [mantissa = "", exponent = "0"] = single.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return decimal(single, power, digits);
  const sign = power < 0 ? "-" : "+";
  return `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}

function decimal(single: number, power: number, digits: number): string {
  return single.toFixed(Math.max(0, digits - 1 - power));
}
