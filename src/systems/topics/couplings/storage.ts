import { parseQuantity } from "../../../compare/values/quantity.ts";
import { isJsonObject, type Path } from "../../../vocabulary/index.ts";
import type { DeclaredObject } from "../../evidence.ts";
import { type DeclaredCluster, nodesOf, rolesOf } from "../../intent/index.ts";
import { fieldOf } from "../../system.ts";
import { objectsIn, textOf } from "../../workload/index.ts";

/** What the brokers of a cluster can hold, in bytes. */
export interface Storage {
  readonly total: number;
  /** Of the largest volume: a partition lies on one volume. */
  readonly largest: number;
}

/** Null where a volume does not say its size, or not all pools are known. */
export function storageOf({ pools, whole }: DeclaredCluster): Storage | null {
  const brokers = pools.filter((pool) => rolesOf(pool).includes("broker"));
  if (!whole || brokers.length === 0) return null;
  let [total, largest] = [0, 0];
  for (const pool of brokers) {
    const volumes = volumesOf(pool);
    const nodes = nodesOf(pool);
    if (volumes === null || nodes === null) return null;
    total += nodes * volumes.reduce((sum, size) => sum + size, 0);
    largest = Math.max(largest, ...volumes);
  }
  return total === 0 ? null : { total, largest };
}

/** Sizes of a pool's volumes; null where one is not said. */
function volumesOf({ object }: DeclaredObject): readonly number[] | null {
  const storage = fieldOf(object, "spec", "storage");
  if (!isJsonObject(storage)) return null;
  const isJbod = storage["type"] === "jbod";
  const sizes = (isJbod ? objectsIn(storage["volumes"]) : [storage]).map((volume) => bytesOf(sizeOf(volume)));
  return sizes.includes(null) ? null : sizes.flatMap((size) => size ?? []);
}

/** Where a pool's volumes say their sizes. */
export function sizesOf({ object }: DeclaredObject): readonly { readonly path: Path; readonly text: string | null }[] {
  const storage = fieldOf(object, "spec", "storage");
  if (!isJsonObject(storage)) return [];
  if (storage["type"] !== "jbod") return [{ path: ["spec", "storage", "size"], text: sizeOf(storage) }];
  return objectsIn(storage["volumes"]).map((volume, index) => {
    const id = Number(textOf(volume["id"]) ?? 0);
    return { path: ["spec", "storage", "volumes", { index, key: { id } }, "size"], text: sizeOf(volume) };
  });
}

function sizeOf(volume: Readonly<Record<string, unknown>>): string | null {
  return textOf(volume[volume["type"] === "ephemeral" ? "sizeLimit" : "size"]);
}

function bytesOf(quantity: string | null): number | null {
  const decimal = quantity === null ? null : parseQuantity(quantity);
  return decimal === null ? null : Number(decimal.digits) * 10 ** decimal.exponent;
}

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"];

/** Bytes as people say them, in powers of a thousand: `13.5 TB`. */
export function sizeText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return `${Number((bytes / 1000 ** power).toFixed(1))} ${UNITS[power]}`;
}
