import { parseQuantity } from "../compare/values/quantity.ts";

/** True when a quantity is surely less than another, `100Mi` than `1Gi`. */
export function isLess(a: string, b: string): boolean {
  const [left, right] = [parseQuantity(a), parseQuantity(b)];
  if (left === null || right === null) return false;
  const least = Math.min(left.exponent, right.exponent);
  return left.digits * 10n ** BigInt(left.exponent - least) < right.digits * 10n ** BigInt(right.exponent - least);
}
