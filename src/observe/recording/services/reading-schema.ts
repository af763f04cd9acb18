import { type ZodType, z } from "zod";
import { type Reading, UNREADABLE_REASONS } from "../../../vocabulary/index.ts";

const FAILED = z.strictObject({
  ok: z.literal(false),
  failure: z.strictObject({ reason: z.enum(UNREADABLE_REASONS), what: z.string(), why: z.string() }),
});

/** A reading, as it stands in a file. */
export function readingOf<T>(value: ZodType<T>): ZodType<Reading<T>> {
  return z.discriminatedUnion("ok", [z.strictObject({ ok: z.literal(true), value }), FAILED]);
}
