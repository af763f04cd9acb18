/** An exact decimal number: `digits` times ten to the power of `exponent`, without trailing zeros in `digits`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
// Beyond this a number is no configuration value, and ten to its power would not fit in memory.
const LARGEST_EXPONENT = 400;

/** Reads `12`, `-0.5`, `1.048576e+07`, `.5` and `5.` exactly; null for anything else. */
export function parseDecimal(text: string): Decimal | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const exponent = Number(power) - fraction.length;
  if (Math.abs(exponent) > LARGEST_EXPONENT) return null;
  return normalise(BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n), exponent);
}

/** Multiplies by a whole number. */
export function times(decimal: Decimal, factor: bigint): Decimal {
  return normalise(decimal.digits * factor, decimal.exponent);
}

export function sameDecimal(a: Decimal, b: Decimal): boolean {
  return a.digits === b.digits && a.exponent === b.exponent;
}

function normalise(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return { digits: 0n, exponent: 0 };
  let rest = digits;
  let power = exponent;
  while (rest % 10n === 0n) {
    rest /= 10n;
    power += 1;
  }
  return { digits: rest, exponent: power };
}
