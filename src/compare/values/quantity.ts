import { type Decimal, parseDecimal, times } from "./decimal.ts";

const BINARY = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

/**
 * The exact value of a Kubernetes quantity: `1Gi`, `1024Mi`, `500m`, `0.5`, `1e3`, or a plain number.
 * Null for what is no quantity. Grammar: the description of `resource.Quantity` in the Kubernetes API.
 */
export function parseQuantity(value: string | number): Decimal | null {
  const text = String(value);
  const binary = BINARY.indexOf(text.slice(-2));
  if (binary >= 0) {
    const number = plain(text.slice(0, -2));
    return number === null ? null : times(number, 1024n ** BigInt(binary + 1));
  }
  const power = DECIMAL[text.slice(-1)];
  return power === undefined ? parseDecimal(text) : scaled(text.slice(0, -1), power);
}

function scaled(text: string, power: number): Decimal | null {
  return plain(text) === null ? null : parseDecimal(`${text}e${power}`);
}

// A suffix and an exponent exclude each other.
function plain(text: string): Decimal | null {
  return /[eE]/.test(text) ? null : parseDecimal(text);
}
