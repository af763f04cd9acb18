import type { Declared } from "../evidence.ts";
import { flagOf } from "../workload/index.ts";
import { ingestersIn, type Program, serversIn } from "./parts.ts";

export const ALERTS = "v2/alerts/";
export const SCHEMAS = "v2/schemas/";

/** A bucket that a program of the alert database is told, and what it keeps there. */
export interface Store {
  readonly bucket: string;
  readonly keeps: "alerts" | "schemas";
  readonly program: Program;
}

/** Flags of both programs, for Google's store and for S3. */
const FLAGS = [
  { flag: "--gcp-bucket-alerts", keeps: "alerts" },
  { flag: "--bucket-alerts", keeps: "alerts" },
  { flag: "--gcp-bucket-schemas", keeps: "schemas" },
  { flag: "--bucket-schemas", keeps: "schemas" },
] as const;

/** Every bucket once for each thing that it keeps; one bucket may keep both. */
export function storesIn(declared: Declared): readonly Store[] {
  const told = [...ingestersIn(declared), ...serversIn(declared)].flatMap((program) =>
    FLAGS.flatMap(({ flag, keeps }) => {
      const bucket = flagOf(program.container, flag);
      return bucket === null || bucket === "" ? [] : [{ bucket, keeps, program }];
    }),
  );
  const seen = new Map<string, Store>();
  for (const store of told) {
    const key = `${store.keeps}/${store.bucket}`;
    if (!seen.has(key)) seen.set(key, store);
  }
  return [...seen.values()];
}
