import { UserError } from "../errors/index.ts";

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads `30s`, `10m` or `1h`. @returns milliseconds.
 * @throws UserError for anything else.
 */
export function durationOf(option: string, text: string): number {
  const match = /^(\d+)([smh])$/.exec(text);
  const unit = UNIT_MS[match?.[2] ?? ""];
  if (unit === undefined)
    throw new UserError(`${option} takes a duration such as 30s, 10m or 1h, not ${JSON.stringify(text)}.`);
  return Number(match?.[1]) * unit;
}
